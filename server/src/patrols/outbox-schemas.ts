import { type Static, Type } from 'typebox'
import { CommandBody } from '../matters/index.ts'

const Id = Type.String({ format: 'uuid' })
const ClientId = Type.String({
  format: 'uuid',
  description: 'Made on the phone (UUID version 7), the same however often the entry is sent.',
})
const Reference = (what: string) =>
  Type.String({
    format: 'uuid',
    description: `${what}: the client id of the entry that makes it, or the id that the server knows it by.`,
  })
const closed = { additionalProperties: false } as const
const Words = Type.String({ minLength: 1, maxLength: 4000 })
const Photos = Type.Optional(
  Type.Array(Type.Object({ id: Id, claim: Type.String({ maxLength: 200 }) }, closed), { maxItems: 9 }),
)
const Location = Type.Object(
  {
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    address: Type.Optional(Type.String({ maxLength: 200 })),
    place_code: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    area_id: Type.Optional(Id),
  },
  closed,
)

const envelope = {
  id: ClientId,
  happened_at: Type.String({
    format: 'date-time',
    description: 'What the phone’s clock showed when it was done.',
  }),
  after: Type.Optional(
    Type.Array(Id, {
      maxItems: 20,
      description: 'Client ids of entries without which this one means nothing.',
    }),
  ),
}
/** Each kind of entry, by its name. */
export const entryKinds = {
  walk_start: Type.Object({ ...envelope, kind: Type.Literal('walk_start') }, closed),
  mark: Type.Object(
    {
      ...envelope,
      kind: Type.Literal('mark'),
      walk: Reference('The walk'),
      plan: Id,
      round: Type.String({
        pattern: '^\\d{4}-\\d{2}-\\d{2}/\\d{1,2}$',
        description: 'The `key` of a round.',
      }),
      point: Id,
      result: Type.Enum(['seen', 'nothing_wrong', 'finding', 'not_reached']),
      obstacle: Type.Optional(Type.String({ maxLength: 64, description: 'With `not_reached`: why.' })),
      words: Type.Optional(Type.String({ maxLength: 1000 })),
      checks: Type.Optional(
        Type.Array(
          Type.Object(
            {
              id: Type.Optional(Type.String({ maxLength: 64 })),
              words: Type.Optional(Type.String({ maxLength: 200 })),
              ok: Type.Boolean(),
            },
            closed,
          ),
          { maxItems: 40 },
        ),
      ),
      position: Type.Optional(
        Type.Object(
          {
            lat: Type.Number({ minimum: -90, maximum: 90 }),
            lng: Type.Number({ minimum: -180, maximum: 180 }),
            accuracy: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000, description: 'Metres.' })),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
  walk_end: Type.Object({ ...envelope, kind: Type.Literal('walk_end'), walk: Reference('The walk') }, closed),
  finding: Type.Object(
    {
      ...envelope,
      kind: Type.Literal('finding'),
      text: Words,
      title: Type.Optional(Type.String({ maxLength: 200 })),
      category: Type.Optional(Type.String({ maxLength: 128 })),
      urgency: Type.Optional(Type.String({ maxLength: 64 })),
      location: Type.Optional(Location),
      photos: Photos,
      follows: Type.Optional(
        Type.String({
          pattern: '^[0-9]{8,20}$',
          description: 'The number of an open matter about the same thing.',
        }),
      ),
      walk: Type.Optional(Reference('The walk on which it was found')),
      plan: Type.Optional(Id),
      point: Type.Optional(Id),
    },
    closed,
  ),
  settle: Type.Object(
    { ...envelope, kind: Type.Literal('settle'), of: Reference('The finding'), text: Words, photos: Photos },
    closed,
  ),
  carry_up: Type.Object(
    {
      ...envelope,
      kind: Type.Literal('carry_up'),
      of: Reference('The finding or matter'),
      reason: Type.Optional(Words),
    },
    closed,
  ),
  add: Type.Object(
    {
      ...envelope,
      kind: Type.Literal('add'),
      of: Reference('The finding or matter'),
      text: Words,
      open: Type.Optional(
        Type.Boolean({ description: 'Whether a person who asked may read it; no where left out.' }),
      ),
      photos: Photos,
      purpose: Type.Optional(Type.Enum(['before', 'after'])),
    },
    closed,
  ),
  command: Type.Object(
    {
      ...envelope,
      kind: Type.Literal('command'),
      of: Reference('The matter'),
      version: Type.Optional(
        Type.Integer({
          minimum: 1,
          description: 'The version that was on the screen; asked for but by progress and note.',
        }),
      ),
      command: CommandBody,
      photos: Photos,
    },
    closed,
  ),
} as const

export const Entry = Type.Union(Object.values(entryKinds))
export type EntryKind = keyof typeof entryKinds
export type EntryOf<Kind extends EntryKind> = Static<(typeof entryKinds)[Kind]>
export type Entry = { [Kind in EntryKind]: EntryOf<Kind> }[EntryKind]

export const mostEntries = 100

/** What is told of the API. Entries are checked one by one, so that one that is wrong does not hold up the others. */
export const Outbox = Type.Object(
  {
    device: Type.String({ format: 'uuid', description: 'Made once by this installation of the field face.' }),
    person: Type.String({ format: 'uuid', description: 'Whose outbox it is: `me.id` of the pack.' }),
    sent_at: Type.String({ format: 'date-time', description: 'What the phone’s clock shows now.' }),
    entries: Type.Array(Entry, { minItems: 1, maxItems: mostEntries }),
  },
  closed,
)

/** What the door checks before entries are looked at. */
export const LooseOutbox = Type.Object(
  {
    device: Id,
    person: Id,
    sent_at: Type.String({ format: 'date-time' }),
    entries: Type.Array(Type.Object({ id: Id }, { additionalProperties: true }), {
      minItems: 1,
      maxItems: mostEntries,
    }),
  },
  closed,
)

const Both = Type.Object({ zh: Type.String(), en: Type.String() })
export const SimilarItem = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  state: Type.String(),
  created_at: Type.String(),
  distance_metres: Type.Union([Type.Number(), Type.Null()]),
  followers: Type.Integer(),
})

export const EntryResult = Type.Object({
  walk_id: Type.Optional(Type.String()),
  mark_id: Type.Optional(Type.String()),
  matter_id: Type.Optional(Type.String()),
  number: Type.Optional(Type.String()),
  version: Type.Optional(Type.Integer()),
  position_kept: Type.Optional(
    Type.Boolean({
      description: 'Whether the position was kept: only while the worker’s own walk was running.',
    }),
  ),
})

export const EntryAnswer = Type.Object({
  id: Type.String(),
  status: Type.Enum(['accepted', 'already', 'refused', 'conflict']),
  words: Both,
  code: Type.Optional(Type.String({ description: 'The stable code of a problem.' })),
  reason: Type.Optional(Type.String()),
  faults: Type.Optional(
    Type.Array(Type.Object({ at: Type.Optional(Type.String()), zh: Type.String(), en: Type.String() })),
  ),
  again: Type.Boolean({ description: 'Whether the same entry, sent again as it is, may be accepted later.' }),
  happened_at: Type.Optional(
    Type.String({ description: 'When it really happened, as the house understands it.' }),
  ),
  received_at: Type.Optional(Type.String()),
  time_note: Type.Optional(Type.Enum(['as_told', 'adjusted', 'bounded'])),
  result: Type.Optional(EntryResult),
  similar: Type.Optional(Type.Array(SimilarItem)),
  changes: Type.Optional(
    Type.Array(
      Type.Object({
        kind: Type.String(),
        at: Type.String(),
        by: Type.Union([Type.String(), Type.Null()]),
        words: Both,
      }),
    ),
  ),
})

export const OutboxAnswer = Type.Object({
  received_at: Type.String(),
  clock: Type.Object({
    difference_seconds: Type.Integer({
      description: 'How far the phone’s clock is behind (negative: ahead).',
    }),
    agrees: Type.Boolean(),
  }),
  entries: Type.Array(EntryAnswer),
})
