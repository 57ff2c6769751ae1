import { sql } from 'kysely'
import type { App } from '../server/src/kernel/http/index.ts'
import { buildApp } from '../server/src/kernel/http/index.ts'
import type { StandingHouse } from '../server/src/kernel/make-house.ts'
import { type Actor, type Duty, roles } from '../server/src/kernel/permissions/index.ts'
import { apisOf } from '../server/src/service.ts'
import type { Question } from './answers.ts'
import { busyPerson, type City } from './city.ts'

async function actorIn(
  house: StandingHouse,
  kind: string,
  role: Duty['role'],
  area = 'organisation',
): Promise<Actor> {
  const { rows } = await sql<{
    id: string
    name: string
    path: string
    area_id: string | null
    area_path: string | null
  }>`
    select o.id, o.name, o.path::text, a.id as area_id, a.path::text as area_path
    from organisations o left join areas own on own.id = o.area_id
    left join areas a on a.id = ${area === 'grid' ? sql`(select g.id from areas g where g.kind = 'grid' and g.path <@ own.path order by g.code limit 1)` : sql`o.area_id`}
    where o.kind = ${kind} and o.active_to is null and (${kind} not in ('street_office', 'community_committee') or o.code like 'OB%') order by o.code limit 1`.execute(
    house.db,
  )
  const row = rows[0]!
  const duty: Duty = {
    id: row.id,
    role,
    organisationId: row.id,
    organisationName: row.name,
    organisationKind: kind,
    organisationPath: row.path,
    areaId: row.area_id,
    areaPath: row.area_path,
  }
  const person = { personId: row.id, userId: row.id, name: roles[role].zh, sessionId: null }
  return { kind: 'staff', ...person, duties: [duty] }
}

export const staffOf = async (house: StandingHouse) => ({
  centre: await actorIn(house, 'hotline_centre', 'centre_clerk'),
  street: await actorIn(house, 'street_office', 'street_clerk'),
  community: await actorIn(house, 'community_committee', 'community_clerk'),
  department: await actorIn(house, 'department', 'department_officer'),
  grid: await actorIn(house, 'community_committee', 'grid_worker', 'grid'),
})

const views = ['inbox', 'mine', 'below', 'overdue', 'passed_on', 'came_up', 'to_decide', 'supervised', 'all']

/** What the words of a search are to the city: see `phrases.ts`. */
const searches: Record<string, string> = {
  common: '物业',
  two_common: '物业 希望',
  everywhere: '清河区',
  everywhere_and_common: '清河区 路灯',
  middling: '电梯',
  rare: '医保报销',
  common_and_rare: '物业 医保报销',
  two_that_exclude_each_other: '路灯 电梯',
  out_of_season: '供热站',
  one_place: '秋千',
  one_place_and_common: '秋千 物业',
  estate: '锦瑞花园',
  unique: '车牌4707',
  house_number: '17号楼 噪音',
  nowhere: '飞碟',
  one_character: '狗',
}

/** A place of the city with a code beside its door. */
async function doorstep(house: StandingHouse): Promise<{ lat: number; lng: number }> {
  const { rows } = await sql<{ lat: number; lng: number }>`
    select spot[1] as lat, spot[0] as lng from place_codes order by code limit 1`.execute(house.db)
  return rows[0]!
}

interface Asking {
  app: App
  /** The same, where the next to ask is somebody. */
  as(actor: Actor): App
  questions: Question[]
  /** @param url where it is asked; made anew for each time where it is a function */
  add(who: string, actor: Actor, what: string, url: string | (() => string), body?: object): void
}

/** Questions over HTTP, each asked as somebody. */
export async function asking(house: StandingHouse): Promise<Asking> {
  let asking: Actor
  const app = await buildApp({
    house,
    identify: async () => asking,
    apis: apisOf(house, { stage: 'ready' } as never),
  })
  const questions: Question[] = []
  const add: Asking['add'] = (who, actor, what, url, body) =>
    questions.push({
      name: `${who} ${what}`,
      async ask() {
        asking = actor
        const at = typeof url === 'string' ? url : url()
        const answer = await app.inject(
          body ? { method: 'POST', url: at, payload: body } : { method: 'GET', url: at },
        )
        if (answer.statusCode !== 200)
          throw new Error(`${who} ${what}: ${at} ${answer.statusCode} ${answer.body}`)
      },
    })
  const as = (actor: Actor) => {
    asking = actor
    return app
  }
  return { app, as, questions, add }
}

/** Every list, search and page of the house, as its people ask for them over HTTP. */
export async function questionsOf(
  house: StandingHouse,
  city: City,
): Promise<Pick<Asking, 'app' | 'questions'>> {
  const { app, questions, add } = await asking(house)
  const staff = await staffOf(house)
  const one = async (text: ReturnType<typeof sql<{ id: string }>>) =>
    (await text.execute(house.db)).rows[0]!.id
  const middle = await one(
    sql`select id from matters where id < (select (lpad(to_hex((extract(epoch from now() - interval '400 days') * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid) order by id desc limit 1`,
  )
  const deep = Buffer.from(JSON.stringify({ at: new Date().toISOString(), id: middle })).toString('base64url')
  const number = (
    await sql<{ number: string }>`select number from matters where id = ${middle}`.execute(house.db)
  ).rows[0]!.number
  const ownerOf = async (id: string) =>
    one(sql<{ id: string }>`select owner_id as id from matters where id = ${id}`)
  const areas = {
    grid: await one(sql`select id from areas where code = 'B1_1_1'`),
    street: await one(sql`select id from areas where code = 'B1'`),
    elsewhere: await one(sql`select id from areas where code = 'B7_2'`),
  }
  const filters: Record<string, string> = {
    closed: 'state=closed',
    contested: 'state=contested',
    in_hand: 'state=in_hand',
    category_common: 'category=municipal',
    category_scarce: 'category=labour',
    category_rare: 'category=safety.fire',
    urgent: 'urgency=urgent',
    parts: 'kind=part',
    area_grid: `area=${areas.grid}`,
    area_street: `area=${areas.street}`,
    area_elsewhere: `area=${areas.elsewhere}`,
    combined: `state=in_hand&category=housing&urgency=ordinary&area=${areas.street}`,
    scarce_in_hand: 'state=in_hand&category=labour',
    rare_urgent: 'category=safety.fire&urgency=urgent',
  }
  const q = (words: string) => `q=${encodeURIComponent(words)}`
  for (const [who, actor] of Object.entries(staff)) {
    for (const view of views) add(who, actor, view, `/api/matters?view=${view}`)
    add(who, actor, 'counts', '/api/matters/counts')
    for (const [what, words] of Object.entries(searches))
      add(who, actor, `search ${what}`, `/api/matters?view=all&${q(words)}`)
    for (const [what, words] of Object.entries({ common: '物业', rare: '医保报销', nowhere: '飞碟' }))
      for (const view of ['inbox', 'below', 'passed_on'])
        add(who, actor, `search ${what} in ${view}`, `/api/matters?view=${view}&${q(words)}`)
    for (const [what, filter] of Object.entries(filters))
      add(who, actor, `filter ${what}`, `/api/matters?view=all&${filter}`)
    for (const [what, filter] of Object.entries(filters))
      add(who, actor, `search common, filter ${what}`, `/api/matters?view=all&${filter}&${q('物业')}`)
    add(who, actor, 'search rare, filter in_hand', `/api/matters?view=all&state=in_hand&${q('医保报销')}`)
    add(who, actor, 'search number', `/api/matters?view=all&${q(number)}`)
    add(who, actor, 'deep page', `/api/matters?view=all&cursor=${deep}`)
    add(who, actor, 'deep page passed_on', `/api/matters?view=passed_on&cursor=${deep}`)
    add(who, actor, 'deep page common', `/api/matters?view=all&cursor=${deep}&${q('物业')}`)
    add(who, actor, 'deep page rare', `/api/matters?view=all&cursor=${deep}&${q('医保报销')}`)
    add(who, actor, 'organisations', `/api/organisations?${q('居委会')}`)
    add(who, actor, 'places', `/api/places?${q('槐')}`)
  }
  const { centre } = staff
  const owner = {
    ...centre.duties[0]!,
    role: 'community_clerk' as const,
    organisationId: await ownerOf(city.ordinary),
  }
  add('owner', { ...centre, duties: [owner] }, 'handlers', `/api/matters/${city.ordinary}/handlers`)
  for (const [what, id] of [
    ['ordinary', city.ordinary],
    ['crowded', city.crowded],
  ] as const) {
    add('centre', centre, `matter ${what}`, `/api/matters/${id}`)
    add('centre', centre, `similar ${what}`, `/api/matters/${id}/similar`)
    add('centre', centre, `triage ${what}`, `/api/matters/${id}/triage`)
    add('centre', centre, `targets ${what}`, `/api/matters/${id}/targets?command=dispatch`)
  }
  add('centre', centre, 'timeline newest', `/api/matters/${city.crowded}/timeline`)
  add('centre', centre, 'timeline middle', `/api/matters/${city.crowded}/timeline?before=1000`)
  add(
    'centre',
    centre,
    'timeline of the person',
    `/api/matters/${city.crowded}/timeline?shown=open&before=300`,
  )
  add('centre', centre, 'callers', '/api/callers', { phone: '13900012345', consent: true })
  add('centre', centre, 'people', '/api/people')
  add('centre', centre, 'people named', `/api/people?${q('建国')}`)
  add('street', staff.street, 'people', '/api/people')
  const resident: Actor = {
    kind: 'resident',
    personId: busyPerson,
    userId: busyPerson,
    name: '',
    sessionId: null,
    duties: [],
  }
  add('resident', resident, 'code', `/api/requests/${city.code}`)
  add('resident', resident, 'my requests', '/api/my/requests')
  const text = '楼下的路灯坏了，晚上一片漆黑，多次向物业反映没有结果，希望尽快派人来修'
  add('resident', resident, 'similar near', '/api/requests/similar', {
    text,
    location: await doorstep(house),
  })
  const reader: Actor = { ...staff.street, personId: busyPerson }
  add('reader', reader, 'notices', '/api/notices')
  const auditor: Actor = { ...reader, duties: [{ ...reader.duties[0]!, role: 'auditor' }] }
  add('auditor', auditor, 'audit', '/api/audit')
  add('auditor', auditor, 'audit of one', `/api/audit?subject=${city.crowded}`)
  return { app, questions }
}
