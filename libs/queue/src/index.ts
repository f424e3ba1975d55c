export { QueueError, type QueueErrorCode } from './errors.js';
export { QueueHub } from './hub.js';
export { openQueues } from './open-queues.js';
export type * from './types.js';
