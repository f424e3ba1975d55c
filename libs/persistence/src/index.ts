export { dataSource, migrate, NewerSchemaError } from './data-source.js';
export type * from './schemas/rows.js';
export type { Db } from './stores/sql.js';
export * from './stores/fact-store.js';
export * from './stores/reference-store.js';
export * from './stores/letter-store.js';
export * from './stores/dispatch-store.js';
export * from './stores/mailbox-store.js';
export * from './stores/reply-store.js';
