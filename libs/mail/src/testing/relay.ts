import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

export interface Relay {
  readonly port: number;
  /** Connections taken so far. */
  readonly connections: number;
  close(): Promise<void>;
}

/**
 * A relay on loopback before a server: counts connections, and hands each line of the client to `before`, which may
 * hold it (a promise) or drop the connection (false) before the server sees it.
 */
export async function relayTo(
  port: number,
  before: (line: string) => Promise<boolean> = async () => true,
): Promise<Relay> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    const onward = connect(port, '127.0.0.1');
    for (const one of [socket, onward]) one.on('error', () => undefined);
    onward.pipe(socket);
    socket.on('end', () => onward.end());
    onward.on('close', () => socket.destroy());
    let earlier = Promise.resolve();
    socket.on('data', (chunk) => {
      earlier = earlier.then(async () => {
        if (await before(chunk.toString('latin1'))) onward.write(chunk);
        else socket.destroy();
      });
    });
    socket.on('close', () => onward.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    close: async () => void server.close(),
  };
}
