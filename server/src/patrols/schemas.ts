import { Type } from 'typebox'

const closed = { additionalProperties: false } as const
export const Id = Type.String({ format: 'uuid' })
export const Day = Type.String({ format: 'date' })
export const Both = Type.Object({ zh: Type.String(), en: Type.String() })
export const orNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' })

export const FrequencyBody = Type.Union([
  Type.Object(
    {
      per: Type.Literal('day'),
      shifts: Type.Array(Type.Object({ from: Time, to: Time }, closed), { minItems: 1, maxItems: 8 }),
    },
    closed,
  ),
  Type.Object({ per: Type.Literal('week'), times: Type.Integer({ minimum: 1, maximum: 28 }) }, closed),
  Type.Object({ per: Type.Literal('month'), times: Type.Integer({ minimum: 1, maximum: 28 }) }, closed),
])

const CheckBody = Type.Object(
  {
    id: Type.Optional(Type.String({ maxLength: 64 })),
    words: Type.Optional(Type.String({ maxLength: 200 })),
  },
  closed,
)

const draft = {
  name: Type.String({ minLength: 1, maxLength: 60 }),
  worker_id: Type.Optional(orNull(Id)),
  frequency: FrequencyBody,
  holidays: Type.Enum(['walk', 'skip']),
  from: Day,
  until: Type.Optional(orNull(Day)),
  points: Type.Array(
    Type.Object(
      {
        id: Type.Optional(Id),
        name: Type.String({ minLength: 1, maxLength: 60 }),
        lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
        lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
        place_code: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
        checks: Type.Array(CheckBody, { maxItems: 20 }),
      },
      closed,
    ),
    { minItems: 1, maxItems: 100 },
  ),
}
export const PlanBody = Type.Object({ area_id: Id, ...draft }, closed)
export const VersionBody = Type.Object({ version: Type.Integer({ minimum: 1 }), ...draft }, closed)
export const EndBody = Type.Object({ version: Type.Integer({ minimum: 1 }), last_day: Day }, closed)

const CheckAnswer = Type.Object({
  id: orNull(Type.String()),
  zh: Type.String(),
  en: Type.String(),
  category: orNull(Type.String()),
})
const PointFields = {
  id: Type.String(),
  name: Type.String(),
  lat: Type.Number(),
  lng: Type.Number(),
  place_code: orNull(Type.String()),
  checks: Type.Array(CheckAnswer),
}
const Minimum = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  at_least: Type.Integer(),
  per: Type.String(),
  source: Type.String(),
  unverified: Type.Boolean(),
})

const PlanFields = {
  id: Type.String(),
  area: Type.Object({ id: Type.String(), name: Type.String() }),
  organisation: Type.Object({ id: Type.String(), name: Type.String() }),
  version: Type.Integer(),
  name: Type.String(),
  worker: orNull(Type.Object({ id: Type.String(), name: Type.String() })),
  frequency: FrequencyBody,
  holidays: Type.String(),
  from: Type.String(),
  until: orNull(Type.String()),
  last_day: orNull(Type.String()),
  points: Type.Integer(),
  below: Type.Array(Minimum, { description: 'Minimums of the rules that this plan stays below.' }),
}
export const PlanRow = Type.Object(PlanFields)
export const PlanList = Type.Object({ items: Type.Array(PlanRow), next: orNull(Type.String()) })
export const PlanDetail = Type.Object({
  ...PlanFields,
  may_change: Type.Boolean(),
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      name: Type.String(),
      worker: orNull(Type.Object({ id: Type.String(), name: Type.String() })),
      frequency: FrequencyBody,
      holidays: Type.String(),
      from: Type.String(),
      until: orNull(Type.String()),
      made_by: orNull(Type.String()),
      made_at: Type.String(),
      points: Type.Array(Type.Object(PointFields)),
    }),
    { description: 'Oldest first.' },
  ),
})
export const PlanForm = Type.Object({
  checks: Type.Array(CheckAnswer),
  obstacles: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
  minimums: Type.Array(Minimum),
  most_points: Type.Integer(),
  workers: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), role: Both })),
})

const PointStates = Type.Enum(['walked', 'late', 'not_reached', 'missed', 'open', 'later'])
export const RoundAnswer = Type.Object({
  plan: Type.Object({
    id: Type.String(),
    name: Type.String(),
    version: Type.Integer(),
    area_id: Type.String(),
    area: Type.String(),
  }),
  key: Type.String(),
  number: Type.Integer(),
  day: Type.String(),
  opens_at: Type.String(),
  closes_at: Type.String(),
  points: Type.Array(Type.Object({ ...PointFields, state: PointStates })),
})
export const WalkAnswer = orNull(
  Type.Object({
    id: Type.String(),
    entry_id: orNull(Type.String({ description: 'The client id of the entry that started it.' })),
    day: Type.String(),
    started_at: Type.String(),
  }),
)
export const Today = Type.Object({
  day: Type.String(),
  walk: WalkAnswer,
  rounds: Type.Array(RoundAnswer),
})

const Counts = Type.Object({
  planned: Type.Integer(),
  walked: Type.Integer(),
  late: Type.Integer(),
  not_reached: Type.Integer(),
  missed: Type.Integer(),
  open: Type.Integer(),
  later: Type.Integer(),
})
export const Coverage = Type.Object({
  items: Type.Array(
    Type.Object({
      plan: Type.Object({
        id: Type.String(),
        name: Type.String(),
        area_id: Type.String(),
        area: Type.String(),
        organisation: Type.Object({ id: Type.String(), name: Type.String() }),
      }),
      counts: Counts,
      points: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          lat: Type.Number(),
          lng: Type.Number(),
          counts: Counts,
          rounds: Type.Array(
            Type.Object({
              key: Type.String(),
              day: Type.String(),
              number: Type.Integer(),
              state: PointStates,
            }),
          ),
        }),
      ),
    }),
  ),
  next: orNull(Type.String()),
})
export const Behind = Type.Object({
  items: Type.Array(
    Type.Object({
      walk_id: Type.String(),
      round: Type.String(),
      result: Type.String(),
      obstacle: orNull(Both),
      words: orNull(Type.String()),
      worker: orNull(Type.String({ description: 'Null once the rules had it erased.' })),
      time_note: Type.String(),
      happened_at: Type.String(),
      received_at: Type.String(),
      matter: orNull(
        Type.Object({ id: Type.String(), number: Type.String(), title: Type.String(), state_words: Both }),
      ),
    }),
  ),
})

const Position = orNull(
  Type.Object({ lat: Type.Number(), lng: Type.Number(), accuracy: orNull(Type.Number()) }),
)
export const Recorded = Type.Object({
  kept: Type.Array(
    Type.Object({
      id: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      days: Type.Integer(),
      source: Type.String(),
      unverified: Type.Boolean(),
    }),
  ),
  walks: Type.Array(
    Type.Object({
      id: Type.String(),
      day: Type.String(),
      started_at: Type.String(),
      ended_at: orNull(Type.String()),
      ended_by: orNull(Type.String()),
      marks: Type.Array(
        Type.Object({
          plan_id: Type.String(),
          point_id: Type.String(),
          point: Type.String(),
          result: Type.String(),
          obstacle: orNull(Type.String()),
          words: orNull(Type.String()),
          checks: Type.Any(),
          happened_at: Type.String(),
          received_at: Type.String(),
          time_note: Type.String(),
          position: Position,
        }),
      ),
    }),
  ),
  next: orNull(Type.String()),
})
export const RecordedEntries = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      device: Type.String(),
      kind: Type.String(),
      told_at: Type.String(),
      happened_at: Type.String(),
      received_at: Type.String(),
      time_note: Type.String(),
      matter_id: orNull(Type.String()),
    }),
  ),
  next: orNull(Type.String()),
})
