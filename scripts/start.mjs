// npm start: the server in this very process. The one check made before it is the cheap one that most
// often stops a start; the rest is the server's own.
import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { Refusal, runMain } from './lib/say.mjs';

const DEFAULT_PORT = 3000;

/** Anything that is not a port is left to the server's own check of the configuration. */
function wantedPort() {
  const text = process.env.PORT ?? '';
  return /^\d+$/.test(text) && Number(text) <= 65_535 ? Number(text) : DEFAULT_PORT;
}

function isTaken(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code));
    probe.listen({ port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

/** Is it Sollecito itself that answers there? */
function isOurs(port) {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/status', timeout: 800 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 || response.statusCode === 503);
    });
    request.on('error', () => resolve(false));
    request.on('timeout', () => request.destroy());
  });
}

async function refuseTakenPort(port) {
  const code = await isTaken(port);
  if (code === null) return;
  if (code === 'EACCES') {
    throw new Refusal(
      `Questo utente non può usare la porta ${port}. Sceglierne una oltre la 1023, per esempio: PORT=${DEFAULT_PORT} npm start`,
    );
  }
  if (code !== 'EADDRINUSE') return;
  const who = (await isOurs(port))
    ? `Forse Sollecito è già avviato: http://localhost:${port}`
    : `La usa un altro programma.`;
  throw new Refusal(
    `La porta ${port} è già occupata. ${who}\nPer usarne un’altra: PORT=${port === 65_535 ? 3001 : port + 1} npm start`,
  );
}

await runMain(async () => {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await refuseTakenPort(wantedPort());
  await import('../apps/server/dist/main.js');
});
