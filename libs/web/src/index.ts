export { WebModule } from './web.module.js';
export { securityHeaders } from './http/security-headers.js';
export { useViews } from './http/views.js';
export * from './vocabulary.js';
