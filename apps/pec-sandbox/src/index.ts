/**
 * The simulated certified mail provider: for people without one, for tests and rehearsals. It speaks to
 * loopback only and follows the clock that it is given.
 */
export { startSandbox, type Sandbox, type SandboxClock, type SandboxOptions } from './sandbox.js';
export type { Submission } from './queue/events.js';
export { parseScript, ScriptError, type SandboxScript } from './script/schema.js';
export type { WorldEvent } from './world.js';
export { batScript } from './script/bat.js';
