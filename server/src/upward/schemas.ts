import { Type } from 'typebox'
import { DocumentClaim, DocumentShape } from '../kernel/files/index.ts'
import { closed, Id, OrNull, Time } from '../territory/index.ts'
import { forms, verdicts } from './rules.ts'

export const Words = (most: number) =>
  Type.String({ minLength: 2, maxLength: most, pattern: '^[^\\u0000]*\\S[^\\u0000]*$' })
export const Version = Type.Integer({ minimum: 1 })
export const Named = Type.Object({ id: Id, name: Type.String() })
export const Kind = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  form: Type.Enum([...forms]),
  limit: Type.Integer(),
  clock: Type.String(),
  source: Type.String(),
  unverified: Type.Boolean(),
})
export const PaperShape = Type.Object({
  id: Id,
  number: Type.String(),
  version: Version,
  title: Type.String(),
  kind: Kind,
  asker: Named,
  superior: Named,
  stage: Type.Enum(['waiting', 'answered', 'closed', 'withdrawn']),
  verdict: OrNull(Type.Enum([...verdicts])),
  created_at: Time,
  answer_by: Type.String(),
  overdue: Type.Boolean(),
})
export const PaperDetail = Type.Object({
  ...PaperShape.properties,
  body: Type.String(),
  photos: Type.Array(Type.Object({ id: Id, url: Type.String(), thumb: Type.String() })),
  documents: Type.Array(DocumentShape),
  answer: OrNull(Type.Object({ words: OrNull(Type.String()), by: OrNull(Type.String()), at: Time })),
  may_proceed: Type.Boolean({ description: '批复以前不得先办' }),
  follows: OrNull(Id),
  followed_by: OrNull(Id),
  may: Type.Object({
    answer: Type.Array(Type.Enum([...verdicts])),
    receive: Type.Boolean(),
    withdraw: Type.Boolean(),
    ask_again: Type.Boolean(),
  }),
})
export const PaperForm = Type.Object({
  askers: Type.Array(Type.Object({ ...Named.properties, superior: OrNull(Named) })),
  kinds: Type.Array(Kind),
  documents: Type.Object({ most: Type.Integer(), most_bytes: Type.Integer() }),
})
export const SendBody = Type.Object(
  {
    asker_id: Id,
    kind: Type.String({ maxLength: 64 }),
    title: Words(60),
    body: Words(5000),
    follows: Type.Optional(OrNull(Id)),
    photos: Type.Optional(
      Type.Array(Type.Object({ id: Id, claim: Type.String({ maxLength: 200 }) }, closed), { maxItems: 9 }),
    ),
    documents: Type.Optional(Type.Array(DocumentClaim, { maxItems: 100 })),
  },
  closed,
)
