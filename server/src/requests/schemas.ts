import { Type } from 'typebox'
import { OrNull, Time } from '../territory/index.ts'

export const PhotoClaims = Type.Array(
  Type.Object(
    { id: Type.String({ format: 'uuid' }), claim: Type.String({ maxLength: 200 }) },
    { additionalProperties: false },
  ),
  { maxItems: 20 },
)

export const Location = Type.Object(
  {
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    address: Type.Optional(Type.String({ maxLength: 200 })),
    place_code: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    area_id: Type.Optional(Type.String({ format: 'uuid' })),
  },
  { additionalProperties: false },
)

const requestFields = {
  text: Type.String({ minLength: 1, maxLength: 20_000 }),
  title: Type.Optional(Type.String({ maxLength: 200 })),
  kind: Type.Optional(Type.String({ maxLength: 64 })),
  category: Type.Optional(Type.String({ maxLength: 128 })),
  location: Type.Optional(Location),
  contact: Type.Optional(
    Type.Object(
      {
        name: Type.Optional(Type.String({ maxLength: 60 })),
        phone: Type.Optional(Type.String({ maxLength: 24 })),
      },
      { additionalProperties: false },
    ),
  ),
  anonymous: Type.Optional(Type.Boolean()),
  photos: Type.Optional(PhotoClaims),
  /** The photos may be shown to people nearby, once the desk has looked at them. Never of anonymous requests. */
  photos_may_be_shown: Type.Optional(Type.Boolean()),
}

/** What a resident sends. Fields that are not known are refused: a misspelt one must not vanish silently. */
export const RequestBody = Type.Object(
  { ...requestFields, follows: Type.Optional(Type.String({ pattern: '^[0-9]{8,20}$' })) },
  { additionalProperties: false },
)

/** What a clerk writes down for a caller or somebody at the counter. */
export const IntakeBody = Type.Object(
  {
    ...requestFields,
    urgency: Type.Optional(Type.String({ maxLength: 64 })),
    channel: Type.Enum(['phone', 'counter', 'visit']),
    consent_history: Type.Optional(Type.Boolean()),
    follows: Type.Optional(Type.String({ pattern: '^[0-9]{8,20}$' })),
  },
  { additionalProperties: false },
)

export const JudgementBody = Type.Object(
  {
    solved: Type.Boolean(),
    satisfaction: Type.String({ minLength: 1, maxLength: 64 }),
    comment: Type.Optional(Type.String({ maxLength: 1000 })),
    contacted: Type.Optional(Type.Boolean()),
    wants_rework: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

export const ContactBody = Type.Object(
  { phone: Type.Union([Type.String({ maxLength: 24 }), Type.Null()]) },
  { additionalProperties: false },
)

export const ReasonBody = Type.Object(
  { reason: Type.String({ minLength: 2, maxLength: 2000 }) },
  { additionalProperties: false },
)
export const WordsBody = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 2000 }), photos: Type.Optional(PhotoClaims) },
  { additionalProperties: false },
)
export const AboutBody = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 20_000 }),
    title: Type.Optional(Type.String({ maxLength: 200 })),
    location: Type.Optional(Location),
  },
  { additionalProperties: false },
)
export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ minLength: 8, maxLength: 200 })),
})

const Both = Type.Object({ zh: Type.String(), en: Type.String() })
export const AcceptedAnswer = Type.Object({
  code: Type.String(),
  number: Type.String(),
  state: Type.String(),
  owner: Type.Object({ name: Type.String(), phone: Type.Union([Type.String(), Type.Null()]) }),
  deadline: Type.Union([
    Type.Object({ step: Type.String(), step_words: Both, due_at: Type.String(), explanation: Both }),
    Type.Null(),
  ]),
  duplicates: Type.Array(Type.String()),
  id: Type.Optional(Type.String()),
})

/** Steps of a matter as the person who asked follows them. */
export const StepsPage = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      at: Time,
      kind: Type.String(),
      words: Type.Object({ zh: Type.String(), en: Type.String() }),
      text: OrNull(Type.String()),
      by: OrNull(Type.String()),
      by_person: Type.Boolean(),
      of_original: Type.Boolean({ description: 'A step of the work on the matter that this one follows' }),
      to: OrNull(Type.String()),
    }),
    { description: 'Oldest first' },
  ),
  earlier: OrNull(Type.String({ description: 'What to ask `before` for those that came earlier' })),
})
