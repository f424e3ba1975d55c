export { EmbeddedPostgresError, type EmbeddedPostgresCode } from './error.js';
export { secretOf } from './secrets.js';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './start.js';
export { runningEmbeddedUrl } from './attach.js';
