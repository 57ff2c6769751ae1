import { usePick } from '../foundation/both.ts'
import { bracketed } from '../foundation/punctuation.ts'
import { sizeWords } from '../foundation/size-words.ts'
import { dateTimeWords } from '../foundation/time.ts'
import { Closed } from './door.tsx'
import { MyPlace } from './my-place.tsx'
import { type GatheringDetail, useAct, useRoom } from './reading.ts'
import { Votes } from './votes.tsx'
import { useWords } from './words.ts'

export function Room({ id }: { id: string }) {
  const say = useWords()
  const { data, error, isLive } = useRoom(id)
  if (!data) return error ? <Closed error={error} /> : <p role="status">{say('opening')}</p>
  return (
    <>
      <Head room={data} isLive={isLive} />
      <Presence room={data} />
      <MyPlace room={data} />
      <Votes room={data} />
      <Speaking room={data} />
      {data.may.read && <Papers room={data} />}
      <footer className="meeting-foot">
        <a href={`/api/gatherings/${id}/calendar.ics`}>{say('calendar')}</a>
        {data.minutes === 'fixed' && data.may.read && (
          <a href={`/api/gatherings/${id}/minutes.docx`}>{say('minutesDownload')}</a>
        )}
        {data.may.lead && <a href={`/desk/gatherings/${id}`}>{say('toDesk')}</a>}
        <a href="/field/member/life">{say('back')}</a>
      </footer>
    </>
  )
}

function Head({ room, isLive }: { room: GatheringDetail; isLive: boolean }) {
  const say = useWords()
  const pick = usePick()
  const { row, counts, quorum } = room
  const state =
    row.state === 'called' || row.state === 'running' || row.state === 'held' ? row.state : 'other'
  return (
    <section className="meeting-card">
      <p className="meeting-state" data-state={row.state} role="status">
        {say(`state.${state}`)}
      </p>
      <h1>{row.title}</h1>
      <p className="soft">
        {row.organisation.name} · {pick(row.kind_words)}
      </p>
      <dl className="meeting-facts">
        {row.starts_at && (
          <>
            <dt>{say('starts')}</dt>
            <dd>{dateTimeWords(row.starts_at)}</dd>
          </>
        )}
        {row.place && (
          <>
            <dt>{say('place')}</dt>
            <dd>{row.place}</dd>
          </>
        )}
        <dt>{say('chair')}</dt>
        <dd>{room.chair?.name ?? '—'}</dd>
        <dt>{say('recorder')}</dt>
        <dd>{room.recorder?.name ?? '—'}</dd>
      </dl>
      <p>
        <strong>
          {say('attendance', { due: counts.due, present: counts.present, remote: counts.remote })}
        </strong>
      </p>
      {quorum && row.state === 'running' && (
        <p className={quorum.reached ? 'meeting-good' : 'meeting-warn'}>
          {say(quorum.reached ? 'quorumReached' : 'quorumMissing')} ·{' '}
          {say('quorum', { needed: quorum.needed })}
          {quorum.unverified && bracketed(say('unverified'))}
        </p>
      )}
      {row.state === 'running' && <p className="soft">{say(isLive ? 'live' : 'lost')}</p>}
    </section>
  )
}

function Presence({ room }: { room: GatheringDetail }) {
  const say = useWords()
  const act = useAct(room.row.id)
  const question = room.presence.findLast(
    (each) => !each.answered && each.closes_at > room.now && room.me?.signed_in_as === 'remote',
  )
  if (!question) return null
  return (
    <section className="meeting-card meeting-call" aria-live="assertive">
      <h2>{say('presence')}</h2>
      <p>{say('presenceAsk', { until: dateTimeWords(question.closes_at), n: question.number })}</p>
      <div className="meeting-choices">
        {question.options.map((option) => (
          <button
            key={option}
            type="button"
            className="button secondary"
            disabled={act.isPending}
            onClick={() =>
              act.mutate({
                path: `/api/gathering-room/${room.row.id}/presence/${question.id}`,
                body: { answer: option },
              })
            }
          >
            {option}
          </button>
        ))}
      </div>
    </section>
  )
}

function Speaking({ room }: { room: GatheringDetail }) {
  const say = useWords()
  const act = useAct(room.row.id)
  if (room.row.state !== 'running' || !room.may.read) return null
  const mine = room.speakers.find((speaker) => speaker.attendee_id === room.me?.id)
  return (
    <section className="meeting-card">
      <h2>{say('speaking')}</h2>
      {room.speakers.length === 0 ? (
        <p className="soft">{say('noSpeakers')}</p>
      ) : (
        <ol className="meeting-list">
          {room.speakers.map((speaker) => (
            <li key={speaker.id}>
              {speaker.name} · {say(speaker.state === 'speaking' ? 'speakers.speaking' : 'speakers.waiting')}
            </li>
          ))}
        </ol>
      )}
      {room.me?.signed_in_at && (
        <button
          type="button"
          className="button secondary"
          disabled={act.isPending}
          onClick={() =>
            act.mutate({ path: `/api/gathering-room/${room.row.id}/speak`, body: { wants: !mine } })
          }
        >
          {say(mine ? 'noSpeak' : 'wantSpeak')}
        </button>
      )}
    </section>
  )
}

function Papers({ room }: { room: GatheringDetail }) {
  const say = useWords()
  const here = room.attendees.filter((attendee) => attendee.signed_in_at)
  return (
    <>
      <section className="meeting-card">
        <h2>{say('agenda')}</h2>
        <ol className="meeting-list">
          {room.agenda.map((item) => (
            <li key={item.id}>{item.title}</li>
          ))}
        </ol>
        <h2>{say('materials')}</h2>
        {room.materials.length === 0 && <p className="soft">{say('noMaterials')}</p>}
        {room.materials.map((material) => (
          <details key={material.id}>
            <summary>{material.title}</summary>
            {material.words && <p className="meeting-words">{material.words}</p>}
            {material.link && (
              <a href={material.link} target="_blank" rel="noreferrer">
                {say('openLink')}
              </a>
            )}
            {material.document && (
              <a href={`/api/gathering-room/${room.row.id}/materials/${material.id}/file`}>
                {say('download')} {material.document.name} · {sizeWords(material.document.bytes)}
              </a>
            )}
          </details>
        ))}
        <h2>{say('video')}</h2>
        {room.meeting_link ? (
          <p>
            <a className="button secondary" href={room.meeting_link} target="_blank" rel="noreferrer">
              {say('videoOpen')}
            </a>
          </p>
        ) : (
          <p className="soft">{say('videoNone')}</p>
        )}
      </section>
      {here.length > 0 && (
        <details className="meeting-card">
          <summary>
            {say('present')} {here.length}
          </summary>
          <p>
            {here
              .map(
                (attendee) =>
                  `${attendee.name}${bracketed(say(`signedInAs.${attendee.signed_in_as as 'remote'}`))}`,
              )
              .join(' ')}
          </p>
        </details>
      )}
    </>
  )
}
