export {
  type Deadline,
  type DeadlineEnd,
  endRunning,
  historyOf,
  type NewDeadline,
  runningOf,
  startDeadline,
} from './store.ts'
export { fireLocked, runSweep, type Sweeper, type SweepHandler, sweepDeadlines } from './sweep.ts'
