import { Icon } from '../../foundation/icon.tsx'
import { listed } from '../../foundation/punctuation.ts'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { useField } from '../keeping/field.ts'
import { useKept } from '../keeping/kept.ts'
import { isInParty } from '../keeping/who.ts'
import { Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'
import { Settings, SignOut, Storage } from './settings.tsx'

export function MePage() {
  const say = useWords()
  const now = useNow()
  const { kept } = useKept()
  const { who } = useField()
  const { pack, fetchedAt } = kept
  const points = pack.rounds.reduce((sum, round) => sum + round.points.length, 0)
  const grids = pack.grids.filter(({ kind }) => kind !== 'micro_grid')
  return (
    <Page title={pack.me.name} intro={listed(pack.me.organisations.map(({ name }) => name))}>
      <section className="card list">
        <ul className="rows">
          <li>
            <WayLink to="/recorded" className="go">
              <Icon name="eye" />
              <span className="go-words">
                <strong>{say('me.recorded')}</strong>
                <small>{say('me.recordedHint')}</small>
              </span>
              <Icon name="right" />
            </WayLink>
          </li>
          <li>
            <WayLink to="/duty" className="go">
              <Icon name="alarm" />
              <span className="go-words">
                <strong>{say('me.duty')}</strong>
                <small>{say('me.dutyHint')}</small>
              </span>
              <Icon name="right" />
            </WayLink>
          </li>
          {isInParty(who) && (
            <li>
              <WayLink to="/member" className="go">
                <Icon name="crowd" />
                <span className="go-words">
                  <strong>{say('me.party')}</strong>
                  <small>{say('me.partyHint')}</small>
                </span>
                <Icon name="right" />
              </WayLink>
            </li>
          )}
          <li>
            <WayLink to="/map" className="go">
              <Icon name="map" />
              <span className="go-words">
                <strong>{say('me.map')}</strong>
                <small>{listed((grids.length > 0 ? grids : pack.grids).map(({ name }) => name))}</small>
              </span>
              <Icon name="right" />
            </WayLink>
          </li>
        </ul>
      </section>
      <Settings />
      <section className="card">
        <h2>{say('me.pack')}</h2>
        <p>
          {say('me.packWords', {
            when: dateTimeWords(fetchedAt, now),
            points,
            matters: pack.matters.length,
            codes: pack.codes.length,
          })}
        </p>
        {(pack.left_out.grids || pack.left_out.codes || pack.left_out.matters) && (
          <p className="hint">{say('me.packMore')}</p>
        )}
        <Storage />
      </section>
      <SignOut />
    </Page>
  )
}
