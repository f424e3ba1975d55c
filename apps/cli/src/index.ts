export { main } from './main.js';
export { type Command, type Io, UsageError } from './command.js';
