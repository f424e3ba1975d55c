/**
 * The simulated certified mail provider: for people without one, for tests and rehearsals. It speaks to
 * loopback only and follows the clock that it is given.
 */
export { startSandbox } from './sandbox.js';
export type { Sandbox, SandboxClock, SandboxOptions, WorldListener } from './api.js';
export { followClock, type Timers } from './follow.js';
export { batScript } from './script/bat.js';
export { parseScript, ScriptError } from './script/parse.js';
export type { SandboxScript } from './script/schema.js';
export { fate, type Fate } from './script/fates.js';
export type { Fault, FaultAction } from './script/faults.js';
export type { Action, Rule, ScriptedMunicipality } from './script/rules.js';
export type { Submission } from './queue/events.js';
export type { WorldEvent } from './world.js';
export { openAuthority, type Authority } from './ca/authority.js';
export { compose } from './pec/compose.js';
export { KINDS, type Kind, type Original, type Statement } from './pec/kinds.js';
export { PROVIDERS, systemAddress, type Provider } from './providers.js';
export {
  startSandboxProtocol,
  type SandboxProtocol,
  type SandboxProtocolOptions,
} from './protocol/server.js';
export type { Registration } from './protocol/register.js';
