import { sql, type Work } from '../kernel/database/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { type Command, execute } from '../matters/index.ts'
import { takeIn } from '../requests/index.ts'
import { centreCode } from './offices.ts'
import { requestFor, viaFor } from './past/asking.ts'
import { type Cast, castOf } from './past/cast.ts'
import { type Draw, drawFrom } from './past/draw.ts'
import { placeFor, themeAt } from './past/plan.ts'
import { repertoire, type Theme, type Wording, wordingFor } from './past/themes.ts'
import type { Community } from './terrain.ts'

const looksEvery = 2000
/** Between two acts; about a hundred in an hour. */
const pause = { from: 15, to: 60 }
/** What lies with an organisation that the visitor can be is left to them until so shortly before its time. */
const leftUntil = 20 * 60_000

interface Waiting {
  id: string
  kind: string
  state: string
  ownerId: string
  deskId: string
  category: string | null
  areaId: string | null
  reachable: boolean
  designated: boolean
  /** How many parts were ever asked for. */
  parts: number
}

/**
 * Lets invented people go on asking and working while the switch is on. The switch and the hour of the next act are one
 * row that each act locks: of several servers one acts, and whoever turns it off is answered when nothing acts any more.
 */
export function runSimulator(house: StandingHouse): { stop(): Promise<void> } {
  let stopping = false
  let wake: (() => void) | undefined
  let cast: Cast | undefined
  const loop = async () => {
    while (!stopping) {
      try {
        if (await isDue(house)) {
          cast ??= await castOf(house.db)
          if (await actOnce(house, cast)) house.wake()
        }
      } catch (error) {
        // A visitor was quicker, or the database is away: nothing is lost, the next act comes.
        if (!stopping) house.log.info({ err: error }, 'the simulator passed over an act')
        await postpone(house).catch(() => {})
      }
      if (stopping) break
      await new Promise<void>((done) => {
        const timer = setTimeout(done, looksEvery)
        wake = () => {
          clearTimeout(timer)
          done()
        }
      })
    }
  }
  const running = house.configuration.demo ? loop() : Promise.resolve()
  return {
    async stop() {
      stopping = true
      wake?.()
      await running
    },
  }
}

async function isDue(house: StandingHouse): Promise<boolean> {
  const { rows } = await sql`
    select 1 from demonstration where simulating and (next_act_at is null or next_act_at <= ${house.now()})`.execute(
    house.db,
  )
  return rows.length > 0
}

async function postpone(house: StandingHouse): Promise<void> {
  const later = new Date(house.now().getTime() + pause.from * 1000)
  await sql`update demonstration set next_act_at = ${later} where simulating`.execute(house.db)
}

/** One act, if the switch is on and it is time. @returns whether it acted */
export async function actOnce(house: StandingHouse, cast: Cast): Promise<boolean> {
  return house.db.transaction().execute(async (tx) => {
    const now = house.now()
    const { rows } = await sql`
      select 1 from demonstration where simulating and (next_act_at is null or next_act_at <= ${now}) for update skip locked`.execute(
      tx,
    )
    if (rows.length === 0) return false
    const draw = drawFrom(now.getTime() % 2_147_483_647)
    if (draw.happens(0.22) || !(await workOn(house, tx, cast, draw))) await ask(house, tx, cast, draw)
    const next = new Date(now.getTime() + draw.between(pause.from, pause.to) * 1000)
    await sql`update demonstration set next_act_at = ${next}`.execute(tx)
    return true
  })
}

async function ask(house: StandingHouse, tx: Work, cast: Cast, draw: Draw): Promise<void> {
  const { themes, common } = repertoire()
  const theme = themeAt(themes, house.now(), draw)
  const place = placeFor(cast, draw.happens(0.15), draw)
  const via = viaFor(theme, place, cast, draw)
  await takeIn(
    house,
    tx,
    requestFor(theme, place, via, wordingFor(theme, place, draw, common), draw, common),
    via,
  )
}

/** Some open matter is taken a step further. @returns false where none can be */
async function workOn(house: StandingHouse, tx: Work, cast: Cast, draw: Draw): Promise<boolean> {
  const nearly = new Date(house.now().getTime() + leftUntil)
  const { rows } = await sql<Waiting>`
    select id, kind, state, owner_id as "ownerId", desk_id as "deskId", category, area_id as "areaId", reachable, designated,
      (select count(*)::int from matters part where part.parent_id = matters.id) as parts from matters
    where step is not null and proposal is null and open_parts = 0 and state in ('received', 'triaged', 'dispatched', 'signed', 'in_hand', 'contested', 'answered')
      and (state = 'answered' and kind = 'request' and reachable or owner_id <> all(${[...cast.visited]}::uuid[]) or due_at < ${nearly} and state <> 'in_hand')
      and not (state = 'answered' and kind = 'part' and desk_id = any(${[...cast.visited]}::uuid[]))
    order by (state in ('received', 'dispatched')) desc, md5(id::text || ${String(draw.whole(0, 1e9))}) limit 1`.execute(
    tx,
  )
  const matter = rows[0]
  if (!matter) return false
  const { themes, common } = repertoire()
  const theme = themes.find(({ category }) => category === matter.category) ?? themes[0]!
  const place = cast.places.find(({ areaId }) => areaId === matter.areaId) ?? draw.one(cast.places)
  const wording = wordingFor(theme, place, draw, common)
  const step = nextStep(matter, theme, wording, place.grid.community, cast, draw)
  if (!step) return false
  const actor =
    step.by === 'person'
      ? anonymous
      : cast.someone(
          step.by,
          ['community_clerk', 'street_clerk', 'department_officer', 'centre_clerk'],
          draw.whole(0, 50),
        )
  if (!actor) return false
  await execute(
    house,
    { actor, matterId: matter.id, command: step.command, holdsCode: step.by === 'person' },
    tx,
  )
  return true
}

/** What comes next for a matter, and whose it is to do. */
function nextStep(
  matter: Waiting,
  theme: Theme,
  wording: Wording,
  community: Community,
  cast: Cast,
  draw: Draw,
): { by: string; command: Command } | undefined {
  const { common } = repertoire()
  const own = (command: Command) => ({ by: matter.ownerId, command })
  switch (matter.state) {
    case 'received':
      return matter.category
        ? forward(matter, theme, cast, draw)
        : own({ type: 'triage', category: theme.category, urgency: theme.urgency ?? 'ordinary' })
    case 'triaged':
      return forward(matter, theme, cast, draw)
    case 'dispatched':
      if (matter.kind === 'request' && !matter.designated && !isCommunity(matter, cast) && draw.happens(0.08))
        return own({
          type: 'return',
          ground: draw.one(['not_our_duty', 'wrong_area']),
          reason: draw.one(common.return),
        })
      return own({ type: 'sign' })
    case 'contested':
      return {
        by: cast.office(centreCode).id,
        command: {
          type: 'arbitrate',
          to: cast.doer(draw.weighted(doersOutside(theme)), community).id,
          reason: draw.one(common.arbitrate),
        },
      }
    case 'signed':
      return matter.kind === 'part'
        ? own({ type: 'answer', outcome: 'solved', text: '已按要求完成，请验收。' })
        : own({ type: 'contact', reached: true, note: wording.one(theme.contact, common.contact) })
    case 'in_hand': {
      const part =
        matter.kind === 'request' && matter.parts === 0 && draw.happens(0.25)
          ? theme.parts?.find(({ to }) => cast.doer(to, community).id !== matter.ownerId)
          : undefined
      if (part) return own({ type: 'ask_partner', to: cast.doer(part.to, community).id, task: part.task })
      if (theme.progress?.length && draw.happens(0.6))
        return own({ type: 'progress', text: wording.one(theme.progress, common.take), open: true })
      const outcome = draw.happens(0.8) ? 'solved' : 'explained'
      return own({ type: 'answer', outcome, text: wording.one(theme[outcome], theme.solved ?? common.take) })
    }
    default:
      return matter.kind === 'part'
        ? {
            by: matter.deskId,
            command: { type: 'accept_part', accept: true, reason: draw.one(common.accept) },
          }
        : {
            by: 'person',
            command: {
              type: 'judge',
              solved: true,
              satisfaction: draw.happens(0.8) ? 'satisfied' : 'basically_satisfied',
              comment: wording.one(theme.pleased, common.pleased),
              wantsRework: false,
              channel: 'link',
            },
          }
  }
}

const isCommunity = ({ ownerId }: Waiting, cast: Cast) =>
  cast.officeById(ownerId)?.code.includes('_COMMUNITY_') ?? false

/** Who may be named by arbitration: nobody is the centre's own doer. */
function doersOutside(theme: Theme): [string, number][] {
  const doers = (Object.entries(theme.doers) as [string, number][]).filter(([named]) => named !== 'centre')
  return doers.length > 0 ? doers : [['community', 1]]
}

/** A community does what is its own and carries up the rest; the centre sends it to whom the theme names. */
function forward(matter: Waiting, theme: Theme, cast: Cast, draw: Draw): { by: string; command: Command } {
  const { common } = repertoire()
  const owner = cast.officeById(matter.ownerId)!
  const named = draw.weighted(Object.entries(theme.doers) as [string, number][])
  if (owner.code === centreCode) {
    const place = cast.places.find(({ areaId }) => areaId === matter.areaId) ?? draw.one(cast.places)
    const doer =
      named === 'centre'
        ? cast.doer('community', place.grid.community)
        : cast.doer(named, place.grid.community)
    return { by: owner.id, command: { type: 'dispatch', to: doer.id, note: draw.one(common.dispatch) } }
  }
  const own = isCommunity(matter, cast) ? named === 'community' : named === 'street'
  return own || named === 'centre'
    ? { by: owner.id, command: { type: 'take' } }
    : { by: owner.id, command: { type: 'carry_up', reason: draw.one(common.carry_up) } }
}
