export { configuration, configurationMessage } from './configuration.js';
export { environmentWith } from './env-file.js';
export { Secret } from './secret.js';
export {
  type Configuration,
  type ConfigurationFault,
  type ConfigurationResult,
  EXIT_CONFIGURATION,
  type Mode,
  type Role,
} from './types.js';
