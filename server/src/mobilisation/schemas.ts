import { type TSchema, Type } from 'typebox'
import { closed, Id, Line, OrNull, Time } from '../territory/index.ts'
import { groups } from './people.ts'

export const Kind = Type.Enum(['party', 'volunteer'])
export const State = Type.Enum(['prepared', 'running', 'ended', 'cancelled'])
const Text = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000]*$' })
export const Reason = Text(500)
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', format: 'date' })
export const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
const count = Type.Integer()

export const Wanted = Type.Object(
  {
    name: Line(100),
    purpose: Text(2000),
    kind: Kind,
    emergency: Type.Boolean(),
    area_id: Type.Optional(OrNull(Id)),
  },
  closed,
)

export const Changed = Type.Object(
  {
    name: Type.Optional(Line(100)),
    purpose: Type.Optional(Text(2000)),
    kind: Type.Optional(Kind),
    emergency: Type.Optional(Type.Boolean()),
  },
  closed,
)

const ShiftWanted = Type.Object(
  { from: Time, to: Time, needed: Type.Integer({ minimum: 1, maximum: 10_000 }) },
  closed,
)

export const PostBody = Type.Object(
  {
    name: Line(100),
    address: Type.Optional(OrNull(Line(200))),
    lng: Type.Optional(OrNull(Type.Number({ minimum: -180, maximum: 180 }))),
    lat: Type.Optional(OrNull(Type.Number({ minimum: -90, maximum: 90 }))),
    organisation_id: Type.Optional(OrNull(Id)),
    leader_id: Type.Optional(OrNull(Id)),
    skills: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20 }),
    equipment: Type.Optional(OrNull(Line(300))),
    danger: Type.Optional(OrNull(Line(200))),
    shifts: Type.Array(ShiftWanted, { minItems: 1, maxItems: 50 }),
  },
  closed,
)

export const Head = Type.Object({
  id: Type.String(),
  name: Type.String(),
  purpose: Type.String(),
  kind: Kind,
  emergency: Type.Boolean(),
  state: State,
  rehearsal: Type.Boolean(),
  organisation: Type.String(),
  area: OrNull(Type.String()),
  made_at: Time,
  started_at: OrNull(Time),
  ended_at: OrNull(Time),
})

export const Detail = Type.Object({
  ...Head.properties,
  rest_minutes: count,
  may_plan: Type.Boolean(),
  may_nominate: Type.Boolean(),
  uninsured: count,
  posts: count,
  shifts: count,
  needed: count,
  taken: count,
  first_at: OrNull(Time),
  units: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), called_at: OrNull(Time) })),
})

export const ShiftShape = Type.Object({
  id: Type.String(),
  starts_at: Time,
  ends_at: Time,
  needed: count,
  taken: count,
  waiting: count,
  came: count,
})

export const PostShape = Type.Object({
  id: Type.String(),
  name: Type.String(),
  address: OrNull(Type.String()),
  lng: OrNull(Type.Number()),
  lat: OrNull(Type.Number()),
  unit: Type.Object({ id: Type.String(), name: Type.String() }),
  leader: OrNull(Type.Object({ id: Type.String(), name: Type.String() })),
  skills: Type.Array(Type.String()),
  equipment: OrNull(Type.String()),
  danger: OrNull(Type.String()),
  insured: OrNull(Type.Object({ insurer: Type.String(), policy_number: Type.String(), at: Time })),
  may_lead: Type.Boolean(),
  shifts: Type.Array(ShiftShape),
})

const sums = { needed: count, taken: count, came: count, here: count, absent: count }

const CountRow = Type.Object({
  shift_id: Type.String(),
  post_id: Type.String(),
  post: Type.String(),
  unit_id: Type.String(),
  unit: Type.String(),
  dangerous: Type.Boolean(),
  starts_at: Time,
  ends_at: Time,
  ...sums,
  waiting: count,
  stand_ins: count,
})

export const BoardShape = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Kind,
  state: State,
  rehearsal: Type.Boolean(),
  emergency: Type.Boolean(),
  organisation: Type.String(),
  area: OrNull(Type.String()),
  at: Time,
  totals: Type.Object({
    posts: count,
    shifts: count,
    ...sums,
    gap: count,
    unfilled: count,
    waiting: count,
    stand_ins: count,
    due: count,
    not_come: count,
  }),
  windows: Type.Array(
    Type.Object({ starts_at: Time, ends_at: Time, posts: count, unfilled: count, ...sums }),
  ),
  units: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), ...sums })),
  gaps: Type.Array(CountRow),
  not_come: Type.Array(CountRow),
})

export const ReviewShape = Type.Object({
  totals: Type.Object({
    posts: count,
    shifts: count,
    needed: count,
    placed: count,
    came: count,
    not_come: count,
    unfilled: count,
    replaced: count,
    declined: count,
    given_back: count,
    stood_in: count,
    minutes: count,
    counted: Type.Boolean(),
  }),
  hours: Type.Array(Type.Object({ at: Time, needed: count, taken: count, present: count })),
  shifts: Type.Array(CountRow),
  units: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      called: Type.Boolean(),
      placed: count,
      came: count,
      declined: count,
      absent: count,
      minutes: count,
    }),
  ),
})

export const PeopleAsked = Type.Object(
  {
    group: Type.Optional(Type.Enum([...groups])),
    post: Type.Optional(Id),
    shift: Type.Optional(Id),
    unit: Type.Optional(Id),
    starts: Type.Optional(Time),
    hour: Type.Optional(Time),
    after: Type.Optional(Id),
    limit: Limit,
  },
  closed,
)

export const PersonShape = Type.Object({
  id: Type.String(),
  person_id: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  post: Type.String(),
  post_id: Type.String(),
  shift_id: Type.String(),
  starts_at: Time,
  ends_at: Time,
  state: Type.String(),
  how: Type.String(),
  accepted: Type.Boolean(),
  reason: OrNull(Type.String()),
  signed_in_at: OrNull(Time),
  signed_in_by: OrNull(Type.String()),
  signed_out_at: OrNull(Time),
  signed_out_by: OrNull(Type.String()),
  minutes: OrNull(count),
})

export const CandidateShape = Type.Object({
  person_id: Type.String(),
  name: Type.String(),
  organisation: Type.String(),
  absent: Type.Boolean(),
  places: count,
})

export const PastedShape = Type.Object({
  posts: Type.Array(
    Type.Object({
      line: count,
      name: Type.String(),
      unit: OrNull(Type.String()),
      skills: Type.Array(Type.String()),
      danger: OrNull(Type.String()),
      shifts: Type.Array(Type.Object({ from: Time, to: Time, needed: count })),
    }),
  ),
  faults: Type.Array(Type.Object({ line: count, zh: Type.String(), en: Type.String() })),
  needed: count,
  written: Type.Boolean(),
})

const Mine = {
  mobilisation: Type.String(),
  post: Type.String(),
  starts_at: Time,
  ends_at: Time,
}

export const MineShape = Type.Object({
  now: Time,
  sign_in_early_minutes: count,
  skills: Type.Array(
    Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String(), proof: Type.Boolean() }),
  ),
  calls: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      purpose: Type.String(),
      kind: Kind,
      emergency: Type.Boolean(),
      rehearsal: Type.Boolean(),
      organisation: Type.String(),
      started_at: Time,
      gap: count,
      absent: Type.Boolean(),
    }),
  ),
  places: Type.Array(
    Type.Object({
      ...Mine,
      id: Type.String(),
      mobilisation_id: Type.String(),
      kind: Kind,
      rehearsal: Type.Boolean(),
      running: Type.Boolean(),
      shift_id: Type.String(),
      post_id: Type.String(),
      address: OrNull(Type.String()),
      lng: OrNull(Type.Number()),
      lat: OrNull(Type.Number()),
      equipment: OrNull(Type.String()),
      danger: OrNull(Type.String()),
      unit: Type.String(),
      leader: OrNull(Type.String()),
      how: Type.String(),
      accepted: Type.Boolean(),
      signed_in_at: OrNull(Time),
      signed_out_at: OrNull(Time),
    }),
  ),
  lines: Type.Array(
    Type.Object({
      ...Mine,
      shift_id: Type.String(),
      as: Type.Enum(['waiting', 'stand_in']),
      before: count,
    }),
  ),
  leads: Type.Array(
    Type.Object({
      post_id: Type.String(),
      post: Type.String(),
      mobilisation: Type.String(),
      mobilisation_id: Type.String(),
      rehearsal: Type.Boolean(),
      next: OrNull(Time),
    }),
  ),
})

export const OpenShiftShape = Type.Object({
  shift_id: Type.String(),
  post_id: Type.String(),
  post: Type.String(),
  address: OrNull(Type.String()),
  unit: Type.String(),
  skills: Type.Array(Type.String()),
  equipment: OrNull(Type.String()),
  danger: OrNull(Type.String()),
  insured: Type.Boolean(),
  starts_at: Time,
  ends_at: Time,
  needed: count,
  taken: count,
  waiting: count,
  mine: OrNull(Type.Enum(['held', 'waiting', 'stand_in'])),
  clashes: Type.Boolean(),
})

export const TakenShape = Type.Union([
  Type.Object({ result: Type.Enum(['placed', 'already']), place_id: Type.String() }),
  Type.Object({ result: Type.Enum(['waiting', 'stand_in']), before: count }),
])

export const Page = <Schema extends TSchema>(item: Schema) =>
  Type.Object({ items: Type.Array(item), next: OrNull(Type.String()) })

export const PostsOnMap = Type.Object({
  posts: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      address: OrNull(Type.String()),
      unit: Type.String(),
      lng: OrNull(Type.Number()),
      lat: OrNull(Type.Number()),
      needed: count,
      taken: count,
      here: count,
    }),
  ),
})
