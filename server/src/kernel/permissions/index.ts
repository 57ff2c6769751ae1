export * from './actor.ts'
export { type Action, matrix, type Reach, type Role, reachOf, roles } from './matrix.ts'
export { type ScopeColumns, scopePredicate } from './scope.ts'
