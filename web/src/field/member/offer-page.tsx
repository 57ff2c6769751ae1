import { type FormEvent, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { Page } from '../pieces/states.tsx'
import type { OfferPage as Told } from './member-types.ts'
import { Shown, Trouble } from './pieces.tsx'
import { useRead } from './reading.ts'
import { useSend } from './sending.ts'
import { useMemberWords } from './words.ts'

const slots = ['weekday_day', 'weekday_evening', 'weekend_day', 'weekend_evening'] as const
const radii = [0, 1, 3, 5, 10, 20]

export function OfferPage() {
  const say = useMemberWords()
  const reading = useRead<Told>('/api/member/offer')
  const [saved, setSaved] = useState<'saved' | 'withdrawn' | null>(null)
  return (
    <Page title={say('offer.title')} intro={say('offer.intro')}>
      <Shown reading={reading}>
        {(told) => <OfferForm key={JSON.stringify(told.offer)} told={told} onSaved={setSaved} />}
      </Shown>
      <p role="status">{saved && say(`offer.${saved}`)}</p>
    </Page>
  )
}

function OfferForm({ told, onSaved }: { told: Told; onSaved(how: 'saved' | 'withdrawn' | null): void }) {
  const say = useMemberWords()
  const pick = usePick()
  const { send, trouble, isBusy } = useSend()
  const { offer } = told
  const [skills, setSkills] = useState<string[]>(offer?.skills ?? [])
  const [hours, setHours] = useState<string[]>(offer?.hours ?? [])
  const [radius, setRadius] = useState(offer?.radius_km ?? 0)
  const [until, setUntil] = useState(offer?.until ?? told.latest)
  const toggled = (list: string[], each: string) =>
    list.includes(each) ? list.filter((other) => other !== each) : [...list, each]
  async function save(event: FormEvent) {
    event.preventDefault()
    const done = await send('/api/member/offer', { skills, hours, radius_km: radius, until }, 'put')
    onSaved(done ? 'saved' : null)
  }
  async function takeBack() {
    onSaved((await send('/api/member/offer/withdraw')) ? 'withdrawn' : null)
  }
  return (
    <form onSubmit={(event) => void save(event)}>
      {!offer && <p className="hint">{say('offer.none')}</p>}
      <fieldset className="choices">
        <legend>{say('offer.skills')}</legend>
        <div className="choices-row">
          {told.skills.map(({ id, proof, ...words }) => (
            <label key={id} className="tick">
              <input
                type="checkbox"
                checked={skills.includes(id)}
                onChange={() => setSkills(toggled(skills, id))}
              />
              <span>
                {pick(words)}
                {proof && skills.includes(id) && <small>{say('offer.proof')}</small>}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="choices">
        <legend>{say('offer.hours')}</legend>
        <div className="choices-row">
          {slots.map((slot) => (
            <label key={slot} className="tick">
              <input
                type="checkbox"
                checked={hours.includes(slot)}
                onChange={() => setHours(toggled(hours, slot))}
              />
              <span>{say(`offer.slots.${slot}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor="offer-radius">{say('offer.radius')}</label>
        <select id="offer-radius" value={radius} onChange={(event) => setRadius(Number(event.target.value))}>
          {[...new Set([...radii, radius])].map((km) => (
            <option key={km} value={km}>
              {km === 0 ? say('offer.own') : say('offer.km', { km })}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="offer-until">{say('offer.until')}</label>
        <input
          id="offer-until"
          type="date"
          required
          min={shanghaiDay(new Date())}
          max={told.latest}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
        <p className="hint">{say('offer.untilHint')}</p>
      </div>
      <Trouble words={trouble} />
      <button type="submit" className="button big" disabled={isBusy}>
        {say(offer ? 'offer.change' : 'offer.put')}
      </button>
      {offer && (
        <button
          type="button"
          className="quiet big"
          disabled={isBusy}
          onClick={() => confirm(say('offer.withdrawSure')) && void takeBack()}
        >
          {say('offer.withdraw')}
        </button>
      )}
    </form>
  )
}
