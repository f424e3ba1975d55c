export { startServer, type Server } from './server.js';
export type { ServerOptions, Role } from './options.js';
export { SANDBOX_ADDRESS, SANDBOX_START } from './options.js';
