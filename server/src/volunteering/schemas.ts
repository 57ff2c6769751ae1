import { Type } from 'typebox'
import { Id, Line, OrNull, Time } from '../territory/index.ts'

const closed = { additionalProperties: false } as const
export const Day = Type.String({ format: 'date' })
export const OfId = Type.Object({ id: Id })
export const Words = (most = 500) => Type.String({ minLength: 1, maxLength: most, pattern: '\\S' })
const Named = Type.Object({ id: Type.String(), name: Type.String() })
const Both = Type.Object({ zh: Type.String(), en: Type.String() })
const Slot = Type.Enum(['weekday_day', 'weekday_evening', 'weekend_day', 'weekend_evening'])
export const Done = Type.Object({ done: Type.Literal(true) })
export const Made = Type.Object({ id: Type.String() })
export const After = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 200 })) })
export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ minLength: 8, maxLength: 200 })),
})

const Kind = Type.Enum(['volunteer', 'party'])
const Answered = Type.Enum(['asked', 'yes', 'waiting', 'no'])
const CallFields = {
  id: Type.String(),
  kind: Kind,
  community: Named,
  title: Type.String(),
  place: Type.String(),
  starts_at: Time,
  ends_at: Time,
  wanted: Type.Integer(),
  taken: Type.Integer(),
  state: Type.Enum(['open', 'cancelled', 'ended']),
}
const Skill = Type.Object({ id: Type.String(), ...Both.properties })
const Due = Type.Object({
  state: Type.Enum(['nothing', 'not_registered', 'due', 'done']),
  at_least: Type.Integer(),
  every: Type.Enum(['quarter', 'half_year', 'year']),
  taken: Type.Integer(),
  until: Day,
  source: Type.String(),
  unverified: Type.Boolean(),
})
export const MemberCallRow = Type.Object({
  ...CallFields,
  answer: OrNull(Answered),
  signed_in: Type.Boolean(),
})
export const MemberHome = Type.Object({
  registration: OrNull(Type.Object({ id: Type.String(), community: Named, since: Time })),
  asked: OrNull(
    Type.Object({ id: Type.String(), community: Named, asked_at: Time, by_branch: Type.Boolean() }),
  ),
  refused: OrNull(Type.Object({ community: Named, reason: OrNull(Type.String()) })),
  due: Due,
  calls: Type.Array(MemberCallRow),
})
export const MemberCall = Type.Object({
  ...MemberCallRow.properties,
  words: Type.String(),
  lat: Type.Number(),
  lng: Type.Number(),
  skills: Type.Array(Skill),
  dangerous: Type.Boolean(),
  insurance: OrNull(Type.String()),
  reason: OrNull(Type.String()),
  my_reason: OrNull(Type.String()),
  waiting_before: OrNull(Type.Integer({ description: 'How many wait before me.' })),
  signed_in_at: OrNull(Time),
  signed_out_at: OrNull(Time),
  sign_in_from: Time,
  thanks: OrNull(Type.String()),
})
export const AnswerBody = Type.Object(
  { answer: Type.Enum(['yes', 'no']), reason: Type.Optional(OrNull(Type.String({ maxLength: 300 }))) },
  closed,
)
export const AnswerGiven = Type.Object({ answer: Type.Enum(['yes', 'waiting', 'no', 'none']) })
export const CodeBody = Type.Object({ code: Type.String({ pattern: '^\\d{6}$' }) }, closed)
export const OfferBody = Type.Object(
  {
    skills: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 40 }),
    hours: Type.Array(Slot, { maxItems: 4 }),
    radius_km: Type.Integer({ minimum: 0, maximum: 50 }),
    until: Day,
  },
  closed,
)
export const OfferPage = Type.Object({
  offer: OrNull(Type.Object({ ...OfferBody.properties })),
  skills: Type.Array(Type.Object({ ...Skill.properties, proof: Type.Boolean() })),
  latest: Day,
})
export const Communities = Type.Object({
  items: Type.Array(Type.Object({ ...Named.properties, above: OrNull(Type.String()) })),
})
export const CommunityBody = Type.Object({ community_id: Id }, closed)

const RecordRow = Type.Object({
  id: Type.String(),
  title: Type.String(),
  organisation: Type.String(),
  source: Type.Enum(['call', 'mobilisation']),
  started_at: Time,
  ended_at: Time,
  minutes: Type.Integer(),
  ended_by_house: Type.Boolean(),
  objection: OrNull(Type.String()),
  objection_answer: OrNull(Type.String()),
  thanks: OrNull(Type.String()),
})
export const FeedbackContentShown = Type.Object({
  communities: Type.Array(Type.String()),
  asked: Type.Integer(),
  answered: Type.Integer(),
  came: Type.Integer(),
  tasks: Type.Integer(),
  minutes: Type.Integer(),
  evaluations: Type.Array(
    Type.Object({ year: Type.Integer(), grade: Type.String(), words: OrNull(Type.String()) }),
  ),
})
const CertificateRow = Type.Object({
  id: Type.String(),
  code: Type.String(),
  from: Day,
  to: Day,
  issued_at: Time,
})
export const ServiceTotals = Type.Object({
  minutes: Type.Integer(),
  hours: Type.Number(),
  tasks: Type.Integer(),
})
/** 志愿服务条例 §19: basic, service, training, commendation, evaluation, each as far as there is anything. */
export const MyService = Type.Object({
  basic: Type.Object({ name: Type.String(), branch: Type.String(), community: OrNull(Type.String()) }),
  totals: ServiceTotals,
  records: Type.Array(RecordRow),
  next: OrNull(Type.String()),
  evaluations: Type.Array(
    Type.Object({
      year: Type.Integer(),
      community: Type.String(),
      grade: Both,
      words: OrNull(Type.String()),
    }),
  ),
  certificates: Type.Array(CertificateRow),
  feedback: Type.Array(
    Type.Object({
      id: Type.String(),
      quarter: Type.String(),
      branch: Type.String(),
      goes_at: Time,
      sent_at: OrNull(Time),
      content: FeedbackContentShown,
    }),
  ),
})
export const SpanBody = Type.Object({ from: Day, to: Day }, closed)
export const CertificateShown = Type.Object({
  ...CertificateRow.properties,
  name: Type.String(),
  minutes: Type.Integer(),
  hours: Type.Number(),
  tasks: Type.Array(
    Type.Object({
      title: Type.String(),
      day: Type.String(),
      minutes: Type.Integer(),
      organisation: Type.String(),
    }),
  ),
})
export const CertificateChecked = Type.Object({
  code: Type.String(),
  name: Type.String({ description: 'The family name; the rest is masked.' }),
  from: Day,
  to: Day,
  issued_at: Time,
  hours: Type.Number(),
  tasks: Type.Integer(),
  organisations: Type.Array(Type.String()),
})

export const WordsBody = Type.Object({ words: Words() }, closed)
export const ReasonBody = Type.Object({ reason: Words(300) }, closed)

export const RegistrationList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.Enum(['unit', 'member']),
      name: Type.String(),
      organisation: Named,
      community: Named,
      phone: OrNull(Type.String({ description: 'Masked.' })),
      state: Type.String(),
      by: Type.Enum(['self', 'branch', 'community']),
      proposed_at: Time,
      decided_at: OrNull(Time),
      evaluated: OrNull(Type.String({ description: 'The grade given this year.' })),
      may_decide: Type.Boolean(),
    }),
  ),
  next: OrNull(Type.String()),
  grades: Type.Array(Skill),
})
export const DecisionBody = Type.Object(
  {
    decision: Type.Enum(['confirm', 'refuse']),
    reason: Type.Optional(OrNull(Type.String({ maxLength: 300 }))),
  },
  closed,
)
export const PhoneShown = Type.Object({ name: Type.String(), phone: OrNull(Type.String()) })
export const CommunityCounts = Type.Object({
  items: Type.Array(
    Type.Object({
      community: Named,
      area: Type.String(),
      members: Type.Integer(),
      units: Type.Integer(),
      waiting: Type.Integer(),
      open_calls: Type.Integer(),
      calls_this_month: Type.Integer(),
      lat: OrNull(Type.Number()),
      lng: OrNull(Type.Number()),
    }),
  ),
  next: OrNull(Type.String()),
})
export const CallBody = Type.Object(
  {
    community_id: Id,
    kind: Kind,
    title: Words(60),
    words: Words(1000),
    place: Words(120),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    starts_at: Time,
    ends_at: Time,
    wanted: Type.Integer({ minimum: 1, maximum: 1000 }),
    skills: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 10 }),
    radius_km: Type.Integer({ minimum: 0, maximum: 50 }),
    dangerous: Type.Boolean(),
    insurance: Type.Optional(OrNull(Type.String({ maxLength: 200 }))),
    duty_id: Type.Optional(OrNull(Id)),
  },
  closed,
)
export const Called = Type.Object({ id: Type.String(), told: Type.Integer() })
export const Fit = Type.Object({ count: Type.Integer() })
export const CallList = Type.Object({
  items: Type.Array(Type.Object({ ...CallFields, came: Type.Integer() })),
  next: OrNull(Type.String()),
})
export const CallDetail = Type.Object({
  ...CallFields,
  words: Type.String(),
  skills: Type.Array(Skill),
  radius_km: Type.Integer(),
  communities: Type.Integer(),
  dangerous: Type.Boolean(),
  insurance: OrNull(Type.String()),
  reason: OrNull(Type.String()),
  called_at: Time,
  thanks: OrNull(Type.String()),
  duty: OrNull(Type.String()),
  counts: Type.Object({
    asked: Type.Integer(),
    no: Type.Integer(),
    waiting: Type.Integer(),
    came: Type.Integer(),
  }),
  reasons: Type.Array(Type.String(), { description: 'What members of a party call wrote who cannot come.' }),
  people: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      answer: Answered,
      skills: Type.Array(Skill),
      signed_in_at: OrNull(Time),
      signed_out_at: OrNull(Time),
    }),
  ),
  may_call: Type.Boolean(),
  sign_in_from: Time,
})
export const CodeShown = Type.Object({ code: Type.String(), seconds_left: Type.Integer() })
export const PresenceBody = Type.Object({ place: Id, deed: Type.Enum(['in', 'out']) }, closed)
export const CallForm = Type.Object({
  skills: Type.Array(Skill),
  communities: Type.Array(Named, { description: 'Those for which you may call.' }),
  duties: Type.Array(
    Type.Object({
      id: Type.String(),
      community_id: Type.String(),
      unit: Type.String(),
      words: Type.String(),
    }),
  ),
  longest_hours: Type.Integer(),
})

export const Objections = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      person: Type.String(),
      title: Type.String(),
      started_at: Time,
      ended_at: Time,
      minutes: Type.Integer(),
      ended_by_house: Type.Boolean(),
      objection: Type.String(),
      objected_at: Time,
    }),
  ),
})
export const ObjectionAnswerBody = Type.Object(
  { words: Words(300), minutes: Type.Optional(OrNull(Type.Integer({ minimum: 0, maximum: 1440 }))) },
  closed,
)

export const BranchPage = Type.Object({
  items: Type.Array(
    Type.Object({
      person: Named,
      branch: Named,
      registration: OrNull(Type.Object({ community: Type.String(), state: Type.String() })),
      due: Type.Enum(['nothing', 'not_registered', 'due', 'done']),
    }),
  ),
  next: OrNull(Type.String()),
  rule: Type.Object({
    at_least: Type.Integer(),
    every: Type.String(),
    until: Day,
    source: Type.String(),
    unverified: Type.Boolean(),
  }),
})
export const BranchFeedback = Type.Object({
  quarter: Type.String(),
  items: Type.Array(
    Type.Object({ person: OrNull(Type.String()), branch: Type.String(), content: FeedbackContentShown }),
  ),
  next: OrNull(Type.String()),
})
export const RegisterBody = Type.Object(
  { person_ids: Type.Array(Id, { minItems: 1, maxItems: 200 }), community_id: Id },
  closed,
)

const UnitDuty = Type.Object({
  id: Type.String(),
  words: Type.String(),
  due_on: Day,
  state: Type.Enum(['proposed', 'agreed', 'done', 'dropped']),
  proposed_by: Type.Enum(['unit', 'community']),
  done_on: OrNull(Day),
  done_words: OrNull(Type.String()),
  overdue: Type.Boolean(),
  served: Type.Object({ tasks: Type.Integer(), people: Type.Integer(), minutes: Type.Integer() }),
})
const Statement = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['resource', 'need']),
  words: Type.String(),
  until: OrNull(Day),
  closed: Type.Boolean(),
  outcome: OrNull(Type.String()),
})
/** What a unit has done in a community; each number counts what stands below it on the page. */
const UnitDid = Type.Object({
  offers: Type.Integer(),
  offers_settled: Type.Integer(),
  agreed: Type.Integer(),
  done: Type.Integer(),
  in_time: Type.Integer(),
  overdue: Type.Integer(),
  tasks: Type.Integer(),
  people: Type.Integer(),
  minutes: Type.Integer(),
})
export const Units = Type.Object({
  items: Type.Array(
    Type.Object({
      did: UnitDid,
      id: Type.String(),
      unit: Named,
      community: Named,
      state: Type.String(),
      contact: OrNull(Type.Object({ name: Type.String(), phone: OrNull(Type.String()) })),
      side: OrNull(Type.Enum(['unit', 'community'])),
      statements: Type.Array(Statement),
      duties: Type.Array(UnitDuty),
      evaluations: Type.Array(
        Type.Object({
          year: Type.Integer(),
          direction: Type.Enum(['of_reporter', 'of_community']),
          grade: Both,
          words: OrNull(Type.String()),
        }),
      ),
    }),
  ),
  next: OrNull(Type.String()),
  needs: Type.Array(Type.Object({ ...Statement.properties, community: Named, may_close: Type.Boolean() })),
  own: Type.Array(Named, { description: 'Units that you may report in.' }),
  communities: Type.Array(Named, { description: 'Communities for which you confirm.' }),
  year: Type.Integer(),
  grades: Type.Array(Skill),
  evaluate_per_year: Type.Integer(),
})
export const UnitBody = Type.Object(
  {
    organisation_id: Id,
    community_id: Id,
    contact_name: Line(40),
    contact_phone: Type.Optional(OrNull(Type.String({ maxLength: 20 }))),
  },
  closed,
)
export const StatementBody = Type.Object(
  { kind: Type.Enum(['resource', 'need']), words: Words(300), until: Type.Optional(OrNull(Day)) },
  closed,
)
export const DutyBody = Type.Object({ words: Words(300), due_on: Day }, closed)
export const DutyMoveBody = Type.Object(
  { to: Type.Enum(['agree', 'done', 'drop']), words: Type.Optional(OrNull(Type.String({ maxLength: 300 }))) },
  closed,
)
export const GradeBody = Type.Object(
  { grade: Type.String({ maxLength: 64 }), words: Type.Optional(OrNull(Type.String({ maxLength: 300 }))) },
  closed,
)
