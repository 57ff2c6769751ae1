import { Type } from 'typebox'

export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Words = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
export const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
export const Both = Type.Object({ zh: Type.String(), en: Type.String() })
export const Named = Type.Object({ id: Type.String(), name: Type.String() })
export const StageName = Type.Enum(['applicant', 'activist', 'prospect', 'probationary', 'full'])
const closed = { additionalProperties: false }

const stageDays = {
  applied_on: OrNull(Day),
  activist_on: OrNull(Day),
  prospect_on: OrNull(Day),
  admitted_on: OrNull(Day),
  full_on: OrNull(Day),
}
const optional = <Properties extends Record<string, Parameters<typeof Type.Array>[0]>>(
  properties: Properties,
) =>
  Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, Type.Optional(schema)])) as {
    [Key in keyof Properties]: ReturnType<typeof Type.Optional<Properties[Key]>>
  }

const memberFacts = {
  group_id: OrNull(Id),
  unit: OrNull(Words),
  community_id: OrNull(Id),
  birth_year: OrNull(Type.Integer()),
  education: OrNull(Type.String({ maxLength: 64 })),
  away_to: OrNull(Words),
  away_since: OrNull(Day),
}

export const EnterBody = Type.Object(
  {
    name: Words,
    phone: Type.String({ minLength: 5, maxLength: 30 }),
    since: Type.Optional(Day),
    ...optional(stageDays),
    ...optional(memberFacts),
  },
  closed,
)
export const ChangeBody = Type.Object({ version: Type.Integer(), ...optional(memberFacts) }, closed)
export const AdvanceBody = Type.Object({ version: Type.Integer(), to: StageName, on: Day }, closed)
export const LeaveBody = Type.Object(
  { version: Type.Integer(), as: Type.Enum(['withdrew', 'removed', 'died', 'not_admitted']) },
  closed,
)
export const TransferBody = Type.Object(
  {
    version: Type.Integer(),
    to_branch_id: Type.Optional(Id),
    elsewhere: Type.Optional(Words),
    reason: Words,
  },
  closed,
)
export const DuesBody = Type.Object(
  { month: Day, members: Type.Array(Id, { minItems: 1, maxItems: 500 }) },
  closed,
)
export const DescribeBody = Type.Object(
  {
    version: Type.Integer(),
    founded_on: Type.Optional(OrNull(Day)),
    elected_on: Type.Optional(OrNull(Day)),
    committee_seats: Type.Optional(OrNull(Type.Integer({ minimum: 1, maximum: 50 }))),
    purpose: Type.Optional(OrNull(Words)),
    stands_until: Type.Optional(OrNull(Day)),
    units: Type.Optional(Type.Array(Words, { maxItems: 20 })),
  },
  closed,
)

export const AlertShown = Type.Object({
  silence: Type.Enum(['dues', 'activity', 'work']),
  months: Type.Integer(),
  level: Type.Enum(['attention', 'leaving']),
  rule: Type.Object({
    zh: Type.String(),
    en: Type.String(),
    source: Type.String(),
    unverified: Type.Boolean(),
  }),
})

export const MemberRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  stage: StageName,
  group: OrNull(Named),
  away_to: OrNull(Type.String()),
  dues_until: OrNull(Type.String()),
  alerts: Type.Array(AlertShown),
  version: Type.Integer(),
})
export const MemberPage = Type.Object({ items: Type.Array(MemberRow), next: OrNull(Type.String()) })

export const MemberDetail = Type.Object({
  id: Type.String(),
  name: Type.String(),
  version: Type.Integer(),
  stage: StageName,
  branch: OrNull(Named),
  group: OrNull(Named),
  ...stageDays,
  earliest_full: OrNull(Day),
  unit: OrNull(Type.String()),
  community: OrNull(Named),
  birth_year: OrNull(Type.Integer()),
  education: OrNull(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
  away_to: OrNull(Type.String()),
  away_since: OrNull(Day),
  dues: Type.Array(Type.String({ description: 'Months for which dues are settled, the latest first.' })),
  last_activity_on: OrNull(Day),
  left_on: OrNull(Day),
  alerts: Type.Array(AlertShown),
  periods: Type.Array(Type.Object({ branch: Named, from: Day, until: OrNull(Day) })),
  transfer: OrNull(Type.Object({ id: Type.String(), to: Type.String(), elsewhere: Type.Boolean() })),
  may_change: Type.Boolean(),
})

export const OrganisationDetail = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() }),
  form: Type.Enum(['committee', 'general_branch', 'branch', 'group']),
  type: Type.Enum(['ordinary', 'joint', 'temporary', 'mobile']),
  version: Type.Integer(),
  parent: OrNull(Named),
  area: OrNull(Named),
  founded_on: OrNull(Day),
  term_from: OrNull(Day),
  term_until: OrNull(Day),
  term: Type.Enum(['unknown', 'running', 'due', 'over']),
  term_years: Type.Integer(),
  committee_seats: OrNull(Type.Integer()),
  purpose: OrNull(Type.String()),
  stands_until: OrNull(Day),
  units: Type.Array(Type.String()),
  officers: Type.Array(Type.Object({ name: Type.String(), role: Both, since: Day })),
  groups: Type.Array(Named),
  members: Type.Object({
    full: Type.Integer(),
    probationary: Type.Integer(),
    coming: Type.Integer(),
    away: Type.Integer(),
  }),
  size: Type.Array(
    Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String(), source: Type.String() }),
  ),
  may_write: Type.Boolean(),
  may_read_members: Type.Boolean(),
  may_change_members: Type.Boolean(),
})

export const TransferRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  from: OrNull(Type.String()),
  to: OrNull(Type.String()),
  elsewhere: OrNull(Type.String()),
  reason: Type.String(),
  state: Type.Enum(['proposed', 'received', 'refused', 'withdrawn']),
  proposed_at: Type.String(),
  decided_at: OrNull(Type.String()),
  decision_reason: OrNull(Type.String()),
  groups: Type.Array(Named),
  may: Type.Array(Type.Enum(['receive', 'refuse', 'withdraw', 'file'])),
})
export const TransferPage = Type.Object({ items: Type.Array(TransferRow), next: OrNull(Type.String()) })

export const PartyForm = Type.Object({
  education: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
  stages: Type.Array(Type.Object({ id: StageName, zh: Type.String(), en: Type.String() })),
  organisations: Type.Array(Named),
})

export const Mine = Type.Object({
  member: OrNull(
    Type.Object({
      name: Type.String(),
      branch: Named,
      group: OrNull(Named),
      stage: Both,
      admitted_on: OrNull(Day),
      full_on: OrNull(Day),
      away_to: OrNull(Type.String()),
      secretary: OrNull(Type.String()),
      dues_until: OrNull(Type.String()),
      dues_open: Type.Array(Type.String()),
    }),
  ),
  /** For trying out what dues would be; nothing that is typed is kept or sent. */
  dues: Type.Array(
    Type.Object({
      zh: Type.String(),
      en: Type.String(),
      over_yuan: Type.Integer(),
      up_to_yuan: OrNull(Type.Integer()),
      percent: Type.Number(),
      source: Type.String(),
      unverified: Type.Boolean(),
    }),
  ),
})
