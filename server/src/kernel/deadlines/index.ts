export {
  type Deadline,
  type DeadlineEnd,
  endRunning,
  historyOf,
  type NewDeadline,
  runningOf,
  startDeadline,
} from './store.ts'
export { fireLocked, runSweep, type SweepHandler, type SweepOptions, sweepDeadlines } from './sweep.ts'
