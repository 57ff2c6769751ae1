import { Type } from 'typebox'
import { VIEWS } from './views.ts'

/** What narrows the list of matters, and what the map shows of them: one and the same. */
export const listFilters = {
  view: Type.Optional(Type.Enum([...VIEWS])),
  state: Type.Optional(Type.String({ maxLength: 20 })),
  category: Type.Optional(Type.String({ maxLength: 128 })),
  urgency: Type.Optional(Type.String({ maxLength: 64 })),
  kind: Type.Optional(Type.Enum(['request', 'part', 'task'])),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  area: Type.Optional(Type.String({ format: 'uuid' })),
  here: Type.Optional(
    Type.Boolean({ description: 'Only what lies in the area itself and in no area below it' }),
  ),
  open: Type.Optional(
    Type.Boolean({ description: 'true: those not closed; false: those closed; else both' }),
  ),
}
