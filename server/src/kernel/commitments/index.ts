export {
  type Bound,
  boundElsewhere,
  handsFree,
  holdPeople,
  registerCommitments,
  type Span,
} from './sources.ts'
