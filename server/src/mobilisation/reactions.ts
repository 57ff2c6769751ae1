import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import { notify, notifyEach } from '../kernel/notices/index.ts'
import type { Consumer, TimelineEvent } from '../kernel/timeline/index.ts'
import { clockTime } from './clock-time.ts'
import { hands } from './hands.ts'

const mine = '/field/duty'

/** Everybody of the called units or below them is told once, in one statement a thousand people. */
async function tellCalled(tx: Work, event: TimelineEvent): Promise<void> {
  const { rows } = await sql<{
    name: string
    emergency: boolean
    rehearsal: boolean
    state: string
    organisation: string
  }>`
    select m.name, m.emergency, m.rehearsal, m.state, o.name as organisation
    from mobilisations m join organisations o on o.id = m.organisation_id where m.id = ${event.stream}`.execute(
    tx,
  )
  const told = rows[0]
  if (told?.state !== 'running') return
  const only = event.kind === 'mobilisation.called' ? (event.payload.units as string[]) : null
  const { rows: people } = await sql<{ id: string }>`
    select distinct d.person_id as id from mobilisation_units u join organisations o on o.path <@ u.organisation_path
      join ${hands(event.at)} d on d.organisation_id = o.id
    where u.mobilisation_id = ${event.stream}
      ${only ? sql`and u.organisation_id = any(${only}::uuid[])` : sql``}`.execute(tx)
  await notify(tx, {
    personIds: people.map(({ id }) => id),
    kind: 'mobilisation.called',
    subjectId: event.stream,
    words: {
      zh: `${told.rehearsal ? '【演练】' : ''}${told.organisation}动员：${told.name}，请认领岗位或说明来不了`,
      en: `${told.rehearsal ? '[Rehearsal] ' : ''}${told.organisation} calls: ${told.name}. Take a place or say that you cannot`,
    },
    link: mine,
    // A rehearsal wakes nobody.
    urgent: told.emergency && !told.rehearsal,
    at: event.at,
  })
}

interface About {
  place: string
  post: string
  starts: Date
  rehearsal: boolean
  emergency: boolean
}

const sentences: Record<string, (about: About) => { zh: string; en: string }> = {
  nominated: ({ post, starts }) => ({
    zh: `单位派您到“${post}”，${clockTime(starts)}开始，请确认或说明来不了`,
    en: `Your unit sends you to “${post}” from ${clockTime(starts)}. Please confirm, or say why you cannot`,
  }),
  assigned: ({ post, starts }) => ({
    zh: `安排您到“${post}”，${clockTime(starts)}开始，请确认或说明来不了`,
    en: `You are assigned to “${post}” from ${clockTime(starts)}. Please confirm, or say why you cannot`,
  }),
  moved_up: ({ post, starts }) => ({
    zh: `候补成功：“${post}”，${clockTime(starts)}开始，有变化请尽早退回`,
    en: `A place has become free for you: “${post}” from ${clockTime(starts)}. Give it back early if you cannot`,
  }),
  stand_in: ({ post }) => ({
    zh: `请马上到“${post}”替补，到了请签到`,
    en: `Please go to “${post}” now as a stand-in and sign in there`,
  }),
}

/** Whoever did not place themselves hears of it. */
async function tellPlaced(tx: Work, events: TimelineEvent[]): Promise<void> {
  const news = events.filter(({ payload }) => String(payload.how) in sentences)
  if (news.length === 0) return
  const { rows } = await sql<About>`
    select k.id as place, p.name as post, s.starts_at as starts, m.rehearsal, m.emergency
    from mobilisation_places k join mobilisation_posts p on p.id = k.post_id join mobilisation_shifts s on s.id = k.shift_id
      join mobilisations m on m.id = k.mobilisation_id where k.id = any(${news.map(({ payload }) => payload.place)}::uuid[])`.execute(
    tx,
  )
  const known = new Map(rows.map((row) => [row.place, row]))
  await notifyEach(
    tx,
    news.flatMap(({ payload }) => {
      const about = known.get(String(payload.place))
      if (!about) return []
      const { zh, en } = sentences[String(payload.how)]!(about)
      return [
        {
          personId: String(payload.person),
          kind: `mobilisation.${String(payload.how)}`,
          subjectId: String(payload.mobilisation),
          words: about.rehearsal ? { zh: `【演练】${zh}`, en: `[Rehearsal] ${en}` } : { zh, en },
          link: mine,
          urgent: about.emergency && !about.rehearsal,
        },
      ]
    }),
    news.at(-1)!.at,
  )
}

/** A unit hears which of its people will not come, from whoever nominated them. */
async function tellDeclined(tx: Work, event: TimelineEvent): Promise<void> {
  const { rows } = await sql<{ by: string | null; name: string; post: string }>`
    select k.nominated_by as by, w.name, p.name as post from mobilisation_places k join people w on w.id = k.person_id
      join mobilisation_posts p on p.id = k.post_id where k.id = ${String(event.payload.place)}`.execute(tx)
  const { by, name, post } = rows[0] ?? {}
  if (by)
    await notify(tx, {
      personId: by,
      kind: 'mobilisation.declined',
      subjectId: String(event.payload.mobilisation),
      words: {
        zh: `${name}说明不能到“${post}”上岗，请另派`,
        en: `${name} cannot come to “${post}”; please send somebody else`,
      },
      link: `/desk/mobilisation/${String(event.payload.mobilisation)}`,
      at: event.at,
    })
}

export function mobilisationConsumers(): Consumer[] {
  return [
    {
      name: 'mobilisation.notices',
      kinds: ['mobilisation.started', 'mobilisation.called', 'mobilisation.placed', 'mobilisation.declined'],
      async handleMany(tx, events) {
        await tellPlaced(
          tx,
          events.filter(({ kind }) => kind === 'mobilisation.placed'),
        )
        for (const event of events) {
          if (event.kind === 'mobilisation.started' || event.kind === 'mobilisation.called')
            await tellCalled(tx, event)
          if (event.kind === 'mobilisation.declined') await tellDeclined(tx, event)
        }
      },
    },
  ]
}
