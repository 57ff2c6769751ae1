import { Type } from 'typebox'
import { closed, Id, OrNull, Time } from '../territory/index.ts'

export const Both = Type.Object({ zh: Type.String(), en: Type.String() })
const Words = Type.String({ minLength: 1, maxLength: 2000, pattern: '^[^\\u0000]*$' })
const Named = Type.Object({ id: Type.String(), name: Type.String() })
const NamedBoth = Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })

const WantedBody = Type.Object({ organisation_id: Id, task: Words }, closed)
const Location = Type.Object(
  {
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    address: Type.Optional(Type.String({ maxLength: 200 })),
    place_code: Type.Optional(Type.String({ maxLength: 64 })),
    area_id: Type.Optional(Id),
  },
  closed,
)
export const BlowBody = Type.Object(
  {
    kind: Type.String({ maxLength: 64 }),
    calls: Type.Array(WantedBody, { minItems: 1, maxItems: 20 }),
    by: Type.Optional(OrNull(Time)),
    meet_at: Type.Optional(OrNull(Type.String({ minLength: 1, maxLength: 200 }))),
    matter_id: Type.Optional(Id),
    own: Type.Optional(
      Type.Object(
        { title: Type.String({ minLength: 1, maxLength: 80 }), text: Words, location: Location },
        closed,
      ),
    ),
  },
  closed,
)
export const MoreBody = Type.Object(
  { calls: Type.Array(WantedBody, { minItems: 1, maxItems: 20 }), by: Type.Optional(OrNull(Time)) },
  closed,
)
export const InstructBody = Type.Object({ text: Words }, closed)

const one = <const T extends string>(type: T, properties: object = {}) =>
  Type.Object({ type: Type.Literal(type), ...properties }, closed)
const Position = Type.Object(
  {
    lat: Type.Number({ minimum: -90, maximum: 90 }),
    lng: Type.Number({ minimum: -180, maximum: 180 }),
    accuracy: Type.Optional(Type.Number({ minimum: 0 })),
  },
  closed,
)
export const CallCommandBody = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    command: Type.Union([
      one('acknowledge', { comes: Id }),
      one('arrive', { code: Type.String({ pattern: '^\\s*\\d{6}\\s*$' }) }),
      one('arrive_here', { position: Position }),
      one('arrive_for'),
      one('leave', { reason: Words }),
      one('object', { ground: Type.String({ maxLength: 64 }), reason: Words }),
      one('decide_objection', { uphold: Type.Boolean(), reason: Words }),
      one('release', { reason: Type.Optional(Words) }),
      one('call_off', { reason: Words }),
    ]),
  },
  closed,
)
export const JudgeBody = Type.Union([
  Type.Object(
    {
      side: Type.Literal('caller'),
      did: Type.Boolean(),
      solved: Type.Boolean(),
      proposal: Type.Optional(Type.Enum(['commend', 'criticise'])),
      text: Type.Optional(Type.String({ maxLength: 2000 })),
    },
    closed,
  ),
  Type.Object(
    {
      side: Type.Literal('called'),
      fair: Type.Boolean(),
      text: Type.Optional(Type.String({ maxLength: 2000 })),
    },
    closed,
  ),
])

const CallShape = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  organisation: Named,
  state: Type.String(),
  state_words: Both,
  task: Type.String(),
  part: Type.Object({
    id: Type.String(),
    number: Type.String(),
    state: Type.String(),
    state_words: Both,
    version: Type.Integer(),
    due_at: OrNull(Time),
    answer: OrNull(Type.String()),
    may_read: Type.Boolean(),
    may_answer: Type.Boolean(),
    may_accept: Type.Boolean(),
  }),
  called_at: Time,
  acknowledge_due_at: Time,
  arrive_due_at: Time,
  due_at: OrNull(Time),
  waits_for: OrNull(Type.String()),
  why: OrNull(Both),
  late: Type.Boolean(),
  acknowledged_at: OrNull(Time),
  comes: OrNull(Named),
  arrived_at: OrNull(Time),
  arrived_way: OrNull(Both),
  arrived_metres: OrNull(Type.Integer()),
  in_time: OrNull(Type.Boolean()),
  times_left: Type.Integer(),
  designated: Type.Boolean(),
  escalated: Type.Integer(),
  ended_at: OrNull(Time),
  objection: OrNull(
    Type.Object({
      ground: Both,
      reason: OrNull(Type.String()),
      made_at: Time,
      due_at: Time,
      outcome: OrNull(Type.String()),
    }),
  ),
  judged: Type.Object({
    caller: OrNull(
      Type.Object({
        did: Type.Boolean(),
        solved: Type.Boolean(),
        proposal: OrNull(Type.String()),
        text: OrNull(Type.String()),
      }),
    ),
    called: OrNull(Type.Object({ fair: Type.Boolean(), text: OrNull(Type.String()) })),
  }),
  mine: Type.Boolean({ description: 'The organisation called is one of the reader' }),
  actions: Type.Array(Type.String()),
})

export const WhistleShape = Type.Object({
  id: Type.String(),
  number: Type.String(),
  version: Type.Integer(),
  kind: Type.Object({
    id: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    urgent: Type.Boolean(),
    unverified: Type.Boolean(),
    source: Type.String(),
  }),
  state: Type.String(),
  state_words: Both,
  alone: Type.Boolean(),
  matter: Type.Object({
    id: Type.String(),
    number: Type.String(),
    title: Type.String(),
    state_words: Both,
    may_read: Type.Boolean(),
  }),
  caller: Named,
  place: Type.Object({
    address: OrNull(Type.String()),
    area: OrNull(Type.String()),
    lat: OrNull(Type.Number()),
    lng: OrNull(Type.Number()),
  }),
  meet_at: OrNull(Type.String()),
  blown_at: Time,
  ended_at: OrNull(Time),
  calls: Type.Array(CallShape),
  actions: Type.Array(Type.String()),
  grounds: Type.Array(NamedBoth),
  story: Type.Array(
    Type.Object({
      at: Time,
      kind: Type.String(),
      words: Both,
      organisation: OrNull(Type.String()),
      by: OrNull(Type.String()),
      text: OrNull(Type.String()),
      details: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
})

const Counts = Type.Object({
  called: Type.Integer(),
  waiting: Type.Integer(),
  coming: Type.Integer(),
  there: Type.Integer(),
  over: Type.Integer(),
  late: Type.Integer(),
  escalated: Type.Integer(),
})
export const WhistleRow = Type.Object({
  id: Type.String(),
  number: Type.String(),
  kind: NamedBoth,
  urgent: Type.Boolean(),
  state: Type.String(),
  state_words: Both,
  title: Type.String(),
  address: OrNull(Type.String()),
  area: OrNull(Type.String()),
  caller: Named,
  blown_at: Time,
  ended_at: OrNull(Time),
  next_due_at: OrNull(Time),
  counts: Counts,
  called: Type.Array(
    Type.Object({
      organisation: Type.String(),
      state: Type.String(),
      state_words: Both,
      due_at: OrNull(Time),
      late: Type.Boolean(),
      mine: Type.Boolean(),
    }),
  ),
})
export const WhistleList = Type.Object({ items: Type.Array(WhistleRow), next: OrNull(Type.String()) })

export const WhistleWall = Type.Object({
  now: Time,
  totals: Type.Object({ whistles: Type.Integer(), ...Counts.properties }),
  ...WhistleList.properties,
})

export const FormShape = Type.Object({
  caller: Named,
  matter: OrNull(
    Type.Object({
      id: Type.String(),
      number: Type.String(),
      title: Type.String(),
      address: OrNull(Type.String()),
    }),
  ),
  running: OrNull(Type.Object({ id: Type.String(), number: Type.String() })),
  kinds: Type.Array(
    Type.Object({
      id: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      urgent: Type.Boolean(),
      acknowledge_by: Time,
      arrive_by: Time,
      limits: Type.Object({ acknowledge: Both, arrive: Both }),
      unverified: Type.Boolean(),
      source: Type.String(),
      calls: Type.Array(Type.String()),
    }),
  ),
  organisations: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), kind: Type.String(), suggested: Type.Boolean() }),
  ),
})

export const FigureRow = Type.Object({
  street: Named,
  several: Type.Integer({ description: 'Matters that needed several organisations' }),
  several_whistled: Type.Integer(),
  whistles: Type.Integer(),
  called_off: Type.Integer(),
  calls: Type.Integer(),
  in_time: Type.Integer(),
  late: Type.Integer(),
  never: Type.Integer(),
  escalated: Type.Integer(),
  objected: Type.Integer(),
  upheld: Type.Integer(),
  unfair: Type.Integer(),
  unsolved: Type.Integer(),
})
export const Figures = Type.Object({ from: Type.String(), to: Type.String(), rows: Type.Array(FigureRow) })
