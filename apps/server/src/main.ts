import { readFileSync } from 'node:fs';
import {
  configuration,
  configurationMessage,
  environmentWith,
  EXIT_CONFIGURATION,
} from '@app/contract';
import type { Configuration } from '@app/contract';
import { instant } from '@app/domain';
import type { ServerOptions } from './options.js';
import type { Server } from './server.js';
import { startServer } from './server.js';

let stopping = false;

/** Starts the process of the configured role and stops it cleanly on Ctrl-C or a service manager's signal. */
async function main(): Promise<void> {
  const checked = configuration(environmentWith('.env', process.env));
  if (!checked.ok) {
    process.stderr.write(`${configurationMessage(checked.faults)}\n`);
    process.exit(EXIT_CONFIGURATION);
  }
  const { publicUrl, trustProxy } = checked.value;
  if (publicUrl?.startsWith('https:') && trustProxy.length === 0) {
    process.stderr.write(
      'Avviso: PUBLIC_URL è https ma TRUST_PROXY non dice da quale proxy arrivano le richieste: ' +
        'i tentativi di accesso non riusciti si contano per utente, non per indirizzo di chi li fa.\n',
    );
  }
  const server = await startServer(optionsOf(checked.value)).catch(failedStart);
  stopOn(['SIGINT', 'SIGTERM'], server);
  if (server.port !== null) {
    const url = checked.value.publicUrl ?? `http://localhost:${server.port}`;
    process.stdout.write(`Sollecito pronto: ${url}\n`);
    if (server.firstLink !== null) {
      process.stdout.write(
        `Collegamento per il primo accesso (vale una volta): ${url}/accesso/${server.firstLink}\n`,
      );
    }
  } else {
    process.stdout.write(`Sollecito pronto (${checked.value.role}).\n`);
  }
  await server.resumed.catch((error: unknown) => {
    if (stopping) return;
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Ripresa interrotta (${why}): continua al prossimo giro.\n`);
  });
}

function optionsOf(config: Configuration): ServerOptions {
  const { pec } = config;
  return {
    port: config.port,
    dataDir: config.dataDir,
    role: config.role,
    mode: config.mode,
    databaseUrl: config.databaseUrl?.reveal() ?? null,
    redisUrl: config.redisUrl?.reveal() ?? null,
    pecSmtpUrl: pec.smtpUrl?.reveal() ?? null,
    pecImapUrl: pec.imapUrl?.reveal() ?? null,
    pecFrom: pec.from,
    ratePerMinute: pec.ratePerMinute,
    trustAnchors: pec.trustAnchors === null ? [] : [readFileSync(pec.trustAnchors, 'utf8')],
    protocolUrl: config.protocol?.url ?? null,
    protocolToken: config.protocol?.token?.reveal() ?? null,
    staff:
      config.staff === null ? null : { ...config.staff, smtpUrl: config.staff.smtpUrl.reveal() },
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    sandboxClock: config.sandboxClock === null ? null : instant(config.sandboxClock),
    onProgress: (line) => process.stdout.write(`${line}\n`),
  };
}

/** Expected failures are a sentence; anything else keeps its stack for whoever mends it. */
function failedStart(error: unknown): never {
  const known = error instanceof Error && typeof (error as { code?: unknown }).code === 'string';
  const text = known
    ? (error as Error).message
    : error instanceof Error
      ? error.stack
      : String(error);
  process.stderr.write(`Sollecito non si avvia: ${text ?? ''}\n`);
  process.exit(1);
}

function stopOn(signals: readonly NodeJS.Signals[], server: Server): void {
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      process.stdout.write('Arresto in corso…\n');
      server.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`Arresto non riuscito: ${String(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}

await main();
