export { WebModule } from './web.module.js';
export { prepareWeb } from './http/prepare-web.js';
export * from './vocabulary.js';
