// A provider in a process of its own, to be killed: state folder and port are arguments, the clock is the system's.
import { followClock, startSandbox } from '../../dist/index.js';

const [dir, port, address, password] = process.argv.slice(2);
const clock = { now: () => Date.now() };
const sandbox = await startSandbox({
  dir,
  smtpPort: Number(port),
  clock,
  users: [{ address, password }],
  script: { version: 1, timing: { acceptance: 'PT0S', delivery: 'PT1S' } },
});
followClock(sandbox, clock, (error) => {
  console.error(error);
  process.exit(1);
});
process.stdout.write(`${sandbox.smtpPort}\n`);
