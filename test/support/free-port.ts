import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A loopback port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/**
 * Waits until somebody answers on a loopback port.
 *
 * @param alive tells whether the server still runs; when it says no, waiting ends with its words
 */
export async function answersOn(port: number, alive: () => string | null): Promise<void> {
  for (;;) {
    const died = alive();
    if (died !== null) throw new Error(`the server ended before it answered: ${died}`);
    if (await connects(port)) return;
    await wait(20);
  }
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
