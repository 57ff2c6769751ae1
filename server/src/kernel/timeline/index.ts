export { type Append, appendEvents, appendToEach, type Head, type NewEvent } from './append.ts'
export { canonical, chainHash, type Digest, personalHash } from './chain.ts'
export {
  advance,
  type Consumer,
  type Position,
  readSafely,
  runConsumers,
  type TimelineEvent,
} from './consumer.ts'
export { sealKey } from './seal-key.ts'
