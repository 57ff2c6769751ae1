import { Type } from 'typebox'
import { closed, Id, OrNull, Time } from '../territory/index.ts'
import { caseStates } from './rules.ts'

export const Day = Type.String({ format: 'date' })
export const Words = (most: number) =>
  Type.String({ minLength: 2, maxLength: most, pattern: '^[^\\u0000]*\\S[^\\u0000]*$' })
export const State = Type.Enum([...caseStates])
const Version = Type.Integer({ minimum: 1 })

export const ReasonShape = Type.Object({
  situation: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  unverified: Type.Boolean(),
  /** Where the rule comes from. */
  rule_source: Type.String(),
  since: OrNull(Type.String()),
  value: OrNull(Type.Integer()),
  of: OrNull(Type.Integer()),
  source: OrNull(Type.String()),
})

export const CaseShape = Type.Object({
  id: Id,
  branch: Type.Object({ id: Id, name: Type.String() }),
  area: OrNull(Type.String()),
  state: State,
  version: Version,
  reasons: Type.Array(ReasonShape),
  opened_at: Time,
  due_on: OrNull(Type.String()),
  overdue: Type.Boolean(),
  watch_until: OrNull(Type.String()),
})

export const PollShape = Type.Object({
  id: Id,
  opened_at: Time,
  closed_at: OrNull(Time),
  issued: Type.Integer(),
  returned: OrNull(Type.Integer({ description: 'Null while it is open' })),
  satisfied: OrNull(Type.Integer()),
  dissatisfied: OrNull(Type.Integer()),
  unsure: OrNull(Type.Integer()),
  passed: OrNull(Type.Boolean()),
})

export const CaseDetail = Type.Object({
  ...CaseShape.properties,
  refreshed_at: Time,
  decided: OrNull(Type.Object({ by: OrNull(Type.String()), at: Time, reason: Type.String() })),
  accepted_at: OrNull(Time),
  plan: OrNull(Type.String()),
  helpers: Type.Array(
    Type.Object({
      kind: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      person: OrNull(Type.Object({ id: Id, name: Type.String() })),
      organisation: OrNull(Type.Object({ id: Id, name: Type.String() })),
    }),
  ),
  milestones: Type.Array(
    Type.Object({
      matter_id: Id,
      number: Type.String(),
      title: Type.String(),
      owner: Type.String(),
      state: Type.String(),
      state_words: Type.Object({ zh: Type.String(), en: Type.String() }),
      due_at: OrNull(Time),
      overdue: Type.Boolean(),
      outcome: OrNull(Type.String()),
    }),
  ),
  polls: Type.Array(PollShape),
  lacking: Type.Array(Type.String()),
  rule: Type.Object({
    longest_months: Type.Integer(),
    watch_months: Type.Integer(),
    poll_least_returned: Type.Integer(),
    poll_pass_percent: Type.Integer(),
    source: Type.String(),
    unverified: Type.Boolean(),
  }),
  history: Type.Array(
    Type.Object({
      kind: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      at: Time,
      by: OrNull(Type.String()),
      text: OrNull(Type.String()),
    }),
  ),
  may_decide: Type.Boolean(),
})

export const DecideBody = Type.Object(
  { version: Version, confirm: Type.Boolean(), reason: Words(1000) },
  closed,
)
export const PlanBody = Type.Object(
  {
    version: Version,
    plan: Words(5000),
    helpers: Type.Array(
      Type.Object(
        {
          kind: Type.String({ maxLength: 64 }),
          person_id: Type.Optional(OrNull(Id)),
          organisation_id: Type.Optional(OrNull(Id)),
        },
        closed,
      ),
      { maxItems: 10 },
    ),
  },
  closed,
)
export const MilestoneBody = Type.Object(
  {
    version: Version,
    title: Words(80),
    text: Words(2000),
    due_day: Day,
    to: Type.Optional(OrNull(Id)),
  },
  closed,
)
export const PollBody = Type.Object(
  { version: Version, codes: Type.Integer({ minimum: 1, maximum: 5000 }) },
  closed,
)
export const VersionOnly = Type.Object({ version: Version }, closed)
export const AcceptBody = Type.Object({ version: Version, reason: Words(1000) }, closed)
export const RecheckBody = Type.Object(
  { version: Version, sound: Type.Boolean(), reason: Words(1000) },
  closed,
)
export const FactBody = Type.Object(
  { branch_id: Id, situation: Type.String({ maxLength: 64 }), since: Day, source: Words(500) },
  closed,
)
export const FactShape = Type.Object({
  id: Id,
  situation: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  since: Type.String(),
  source: Type.String(),
  entered_by: OrNull(Type.String()),
  entered_at: Time,
})
const Counts = Type.Object({
  branches: Type.Integer(),
  seats: Type.Integer(),
  officers: Type.Integer(),
  vacant: Type.Integer(),
  ages: OrNull(Type.Array(OrNull(Type.Integer()))),
  education: OrNull(Type.Array(OrNull(Type.Integer()))),
})
export const Teams = Type.Object({
  least_people: Type.Integer(),
  unverified: Type.Boolean(),
  age_bands: Type.Array(Type.Integer()),
  education_levels: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
  before: Counts,
  after: Counts,
})
