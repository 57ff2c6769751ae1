export * from './actor.ts'
export { type Action, type Reach, type Role, reachOf, roles } from './matrix.ts'
export { type ScopeColumns, scopePredicate } from './scope.ts'
