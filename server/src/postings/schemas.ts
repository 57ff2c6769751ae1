import { Type } from 'typebox'
import { closed, Id, OrNull, Time } from '../territory/index.ts'
import { endings, leaveStates, postingStates } from './rules.ts'

export const Day = Type.String({ format: 'date' })
export const Words = (most: number) =>
  Type.String({ minLength: 2, maxLength: most, pattern: '^[^\\u0000]*\\S[^\\u0000]*$' })
export const State = Type.Enum([...postingStates])
const Version = Type.Integer({ minimum: 1 })
const Named = Type.Object({ id: Id, name: Type.String() })
const Term = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  unverified: Type.Boolean(),
  source: Type.String(),
})
export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ minLength: 8, maxLength: 200 })),
})

export const PostingShape = Type.Object({
  id: Id,
  person: Named,
  sender: Named,
  village: Named,
  area: Type.String(),
  kind: Term,
  team: OrNull(Type.String()),
  from: Type.String(),
  until: Type.String(),
  state: State,
  /** The term is over and nobody has acted. */
  over: Type.Boolean(),
  ended_on: OrNull(Type.String()),
  ended_as: OrNull(Type.Enum([...endings])),
  version: Version,
})

export const PostingForm = Type.Object({
  kinds: Type.Array(Term),
  grades: Type.Array(Term),
  /** Whether this person’s organisation may send people itself. */
  may_make: Type.Boolean(),
})

const TaskShape = Type.Object({
  matter_id: Id,
  number: Type.String(),
  title: Type.String(),
  given_by: Type.String(),
  state: Type.String(),
  state_words: Type.Object({ zh: Type.String(), en: Type.String() }),
  due_at: OrNull(Time),
  overdue: Type.Boolean(),
})

const LeaveShape = Type.Object({
  id: Id,
  from: Type.String(),
  until: Type.String(),
  state: Type.Enum([...leaveStates]),
  reason: OrNull(Type.String({ description: 'Null for those whom it does not concern' })),
  decision_words: OrNull(Type.String()),
  asked_at: Time,
  answer_due_at: OrNull(Time),
  back_on: OrNull(Type.String()),
})

const PollShape = Type.Object({
  id: Id,
  opened_at: Time,
  closed_at: OrNull(Time),
  issued: Type.Integer(),
  returned: OrNull(Type.Integer({ description: 'Null while it is open' })),
  satisfied: OrNull(Type.Integer({ description: 'Null while it is open, and where too few answered' })),
  dissatisfied: OrNull(Type.Integer()),
  unsure: OrNull(Type.Integer()),
})

export const PostingDetail = Type.Object({
  ...PostingShape.properties,
  ended_because: OrNull(Type.String()),
  extensions: Type.Integer(),
  replaces: OrNull(Id),
  replaced_by: OrNull(Id),
  tasks: Type.Array(TaskShape),
  leaves: Type.Array(LeaveShape),
  polls: Type.Array(PollShape),
  least_shown: Type.Integer(),
  /** When a villagers' poll counts for the end of a term. */
  poll_rule: Type.Object({
    least_returned: Type.Integer(),
    within_days: Type.Integer(),
    source: Type.String(),
    unverified: Type.Boolean(),
  }),
  assessed: OrNull(
    Type.Object({
      grade: Type.Object({ zh: Type.String(), en: Type.String() }),
      words: Type.String(),
      at: Time,
    }),
  ),
  lacking: Type.Array(Type.Enum(['term', 'villagers', 'sender'])),
  takers: Type.Array(Named),
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
  may: Type.Object({
    lead: Type.Boolean(),
    make: Type.Boolean(),
    call_off: Type.Boolean(),
    give: Type.Boolean(),
    assess: Type.Boolean(),
    own: Type.Boolean(),
  }),
})

export const VisitShape = Type.Object({
  id: Id,
  day: Type.String(),
  area: Type.String(),
  households: OrNull(Type.Integer()),
  words: Type.String(),
  wish: OrNull(
    Type.Object({
      number: Type.String(),
      owner: Type.String(),
      state_words: Type.Object({ zh: Type.String(), en: Type.String() }),
    }),
  ),
})

export const Mine = Type.Object({
  posting: OrNull(PostingDetail),
  areas: Type.Array(Named),
})

export const MakeBody = Type.Object(
  {
    person_id: Id,
    sender_id: Id,
    village_id: Id,
    kind: Type.String({ maxLength: 64 }),
    team: Type.Optional(OrNull(Type.String({ maxLength: 80 }))),
    from: Day,
    until: Day,
  },
  closed,
)
export const ExtendBody = Type.Object({ version: Version, until: Day, reason: Words(1000) }, closed)
export const CallOffBody = Type.Object({ version: Version, reason: Words(1000) }, closed)
const ending = {
  version: Version,
  as: Type.Enum([...endings]),
  reason: Words(1000),
}
export const EndBody = Type.Object({ ...ending, hand_to: Type.Optional(OrNull(Id)) }, closed)
export const ReplaceBody = Type.Object({ ...ending, person_id: Id, sender_id: Id, until: Day }, closed)
export const TaskBody = Type.Object(
  { version: Version, title: Words(80), text: Words(2000), due_day: Day },
  closed,
)
export const PollBody = Type.Object(
  { version: Version, codes: Type.Integer({ minimum: 1, maximum: 5000 }) },
  closed,
)
export const VersionOnly = Type.Object({ version: Version }, closed)
export const AssessBody = Type.Object(
  { version: Version, grade: Type.String({ maxLength: 64 }), words: Words(2000) },
  closed,
)
export const VisitBody = Type.Object(
  {
    day: Day,
    area_id: Id,
    households: Type.Optional(OrNull(Type.Integer({ minimum: 1, maximum: 10_000 }))),
    words: Words(2000),
  },
  closed,
)
export const LeaveBody = Type.Object({ from: Day, until: Day, reason: Words(500) }, closed)
export const LeaveDecision = Type.Object(
  { grant: Type.Boolean(), words: Type.Optional(OrNull(Type.String({ maxLength: 500 }))) },
  closed,
)
