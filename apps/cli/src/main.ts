import type { Command, Io } from './command.js';
import { UsageError } from './command.js';

/** Commands are loaded when asked for: `deadline` must not pay for the database driver. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  deadline: async () => (await import('./commands/deadline.js')).deadline,
  simulate: async () => (await import('./commands/simulate.js')).simulate,
  why: async () =>
    (await import('./commands/why.js')).whyCommand(async (of) =>
      (await import('./installation.js')).installationWhy(of),
    ),
  status: async () =>
    (await import('./commands/status.js')).statusCommand(async (until) =>
      (await import('./installation.js')).installationRecord(until),
    ),
  inspect: async () => (await import('./commands/inspect.js')).inspect,
  sandbox: async () => (await import('./commands/sandbox.js')).sandbox,
  export: async () =>
    (await import('./commands/export/export.js')).exportCommand(async (work) =>
      (await import('./installation.js')).withInstallation(work),
    ),
  import: async () => (await import('./commands/import/import.js')).importCommand,
  protocol: async () =>
    (await import('./commands/protocol.js')).protocolCommand(async (work) =>
      (await import('./installation.js')).withInstallation((db) => work(db)),
    ),
  backup: async () => (await import('./commands/backup/backup.js')).backupCommand,
  restore: async () => (await import('./commands/restore/restore.js')).restoreCommand,
  user: async () =>
    (await import('./commands/user.js')).userCommand(async (work) =>
      (await import('./installation.js')).withInstallation(work),
    ),
  verify: async () => (await import('./commands/verify.js')).verify,
};

/**
 * Runs one command line and gives its exit code.
 *
 * @example await main(['deadline', '--reference', '2021-12-31', '--offset', 'P3M'], io) //=> 0
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...args] = argv;
  const load = name === undefined ? undefined : COMMANDS[name];
  if (name === undefined || name === '--help' || name === 'help') return help(io);
  if (load === undefined) {
    io.stderr(
      `sollecito: comando sconosciuto «${name}». Comandi: ${Object.keys(COMMANDS).join(', ')}.\n`,
    );
    return 2;
  }
  const command = await load();
  try {
    return await command.run(args, io);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    io.stderr(`sollecito ${command.name}: ${error.message}\nUso: ${command.usage}\n`);
    return 2;
  }
}

/** node:util's parseArgs throws errors of its own with codes that start with ERR_PARSE_ARGS. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS');
}

async function help(io: Io): Promise<number> {
  for (const load of Object.values(COMMANDS)) {
    const command = await load();
    io.stdout(`${command.name.padEnd(12)} ${command.summary}\n             ${command.usage}\n`);
  }
  return 0;
}
