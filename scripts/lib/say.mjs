/** Progress goes to stderr: stdout belongs to what was asked for. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** A failure that is told, not thrown at the reader with a stack. */
export class Refusal extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs the script's main; a Refusal ends it with its sentence and exit code. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(`\n${error.message}`);
    process.exitCode = error.exitCode;
  }
}
