import { Type } from 'typebox'
import { Both, orNull, RoundAnswer, WalkAnswer } from './schemas.ts'

const Named = Type.Object({ id: Type.String(), name: Type.String() })
const Term = Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })
const Category = Type.Cyclic(
  {
    Category: Type.Object({
      id: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      children: Type.Array(Type.Ref('Category')),
    }),
  },
  'Category',
)

export const FieldPack = Type.Object({
  day: Type.String({ description: 'The day in Asia/Shanghai for which the rounds are.' }),
  me: Type.Object({ id: Type.String(), name: Type.String(), organisations: Type.Array(Named) }),
  grids: Type.Array(
    Type.Object({
      id: Type.String(),
      code: Type.String(),
      name: Type.String(),
      kind: Type.String(),
      community: orNull(Type.String()),
      shape: Type.Object({
        type: Type.Literal('MultiPolygon'),
        coordinates: Type.Array(
          Type.Array(Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }))),
          { description: 'As in RFC 7946, WGS-84.' },
        ),
      }),
    }),
  ),
  neighbours: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), community: orNull(Type.String()) }),
  ),
  codes: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      address: orNull(Type.String()),
      area_id: Type.String(),
      lat: Type.Number(),
      lng: Type.Number(),
    }),
  ),
  walk: WalkAnswer,
  rounds: Type.Array(RoundAnswer),
  matters: Type.Array(
    Type.Object({
      id: Type.String(),
      number: Type.String(),
      version: Type.Integer(),
      title: Type.String(),
      text: Type.String(),
      channel: Type.String(),
      state: Type.String(),
      state_words: Both,
      category: orNull(Term),
      urgency: Term,
      area: orNull(Type.String()),
      address: orNull(Type.String()),
      lat: orNull(Type.Number()),
      lng: orNull(Type.Number()),
      mine: Type.Boolean({ description: 'This worker handles it.' }),
      asker: Type.Enum(['reachable', 'anonymous', 'no_phone', 'nobody'], {
        description:
          'Whether who asked can be called: by POST /api/matters/{id}/masked-call, which is recorded.',
      }),
      created_at: Type.String(),
      step_words: orNull(Both),
      due_at: orNull(Type.String()),
      overdue: Type.Boolean(),
      actions: Type.Array(Type.String(), { description: 'Commands that this worker may give now.' }),
    }),
  ),
  forms: Type.Object({
    categories: Type.Array(Category),
    urgencies: Type.Array(Term),
    checks: Type.Array(
      Type.Object({
        id: Type.String(),
        zh: Type.String(),
        en: Type.String(),
        category: orNull(Type.String()),
      }),
    ),
    obstacles: Type.Array(
      Type.Object({
        id: Type.String(),
        zh: Type.String(),
        en: Type.String(),
        needs_words: Type.Boolean({ description: 'Only with words of the worker’s own.' }),
      }),
    ),
    max_text: Type.Integer(),
    max_photos: Type.Integer(),
  }),
  templates: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      text: Type.String(),
      category: orNull(Type.String()),
    }),
  ),
  rules: Type.Object({
    clock_tolerance_minutes: Type.Integer(),
    longest_offline_days: Type.Integer(),
    masked_calls: Type.Boolean({ description: 'A service lends temporary numbers for calls.' }),
    positions_kept: orNull(
      Type.Object(
        { days: Type.Integer(), unverified: Type.Boolean() },
        { description: 'How long; null where the pack has no rule, and nothing is erased.' },
      ),
    ),
  }),
  left_out: Type.Object(
    { grids: Type.Boolean(), codes: Type.Boolean(), matters: Type.Boolean() },
    { description: 'True where there is more than a phone is given to carry.' },
  ),
})
