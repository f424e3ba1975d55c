import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What the server does at one point: answers, cuts the connection, sends a torn answer and cuts, or keeps silent. */
export type Act = { reply: string } | { cut: true; torn?: string } | { silent: true };

/** Where a script may act. `body` acts after `bodyBytes` of the letter, before its end. */
export type Point = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'body' | 'dot';

export interface Script {
  readonly at?: Partial<Record<Point, Act>>;
  readonly bodyBytes?: number;
  readonly pipelining?: boolean;
  readonly auth?: boolean;
}

const USUAL: Readonly<Record<Point, Act>> = {
  greeting: { reply: '220 prova ESMTP' },
  EHLO: { reply: '250 prova' },
  AUTH: { reply: '235 2.7.0 ok' },
  MAIL: { reply: '250 ok' },
  RCPT: { reply: '250 ok' },
  DATA: { reply: '354 go on' },
  body: { reply: '' },
  dot: { reply: '250 2.0.0 queued as 42' },
};

/** A raw SMTP server over a net socket that does exactly what it is told. */
export class ScriptedSmtp {
  readonly letters: Buffer[] = [];
  readonly commands: string[] = [];
  connections = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    public script: Script,
  ) {}

  static async start(script: Script = {}): Promise<ScriptedSmtp> {
    const server = createServer();
    const scripted = new ScriptedSmtp(server, script);
    server.on('connection', (socket) => scripted.serve(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://${this.script.auth ? 'utente:segreto@' : ''}127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Ends every open connection, as a server does with idle ones. */
  async dropAll(): Promise<void> {
    const gone = [...this.sockets].map(
      (socket) => new Promise((resolve) => socket.once('close', resolve)),
    );
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(gone);
  }

  private serve(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let input = Buffer.alloc(0);
    let inBody = false;
    socket.on('data', (chunk) => {
      input = Buffer.concat([input, chunk]);
      while (!socket.destroyed) {
        if (inBody) {
          const act = this.script.at?.body;
          if (act !== undefined && input.length >= (this.script.bodyBytes ?? 1)) {
            this.act(socket, act);
            return;
          }
          const end = input.indexOf('\r\n.\r\n');
          if (end < 0) return;
          this.letters.push(input.subarray(0, end + 2));
          input = input.subarray(end + 5);
          inBody = false;
          this.act(socket, this.actAt('dot'));
          continue;
        }
        const end = input.indexOf('\r\n');
        if (end < 0) return;
        const line = input.subarray(0, end).toString('latin1');
        input = input.subarray(end + 2);
        inBody = this.command(socket, line);
      }
    });
    this.act(socket, this.actAt('greeting'));
  }

  /** Answers one command; true when the letter follows. */
  private command(socket: Socket, line: string): boolean {
    this.commands.push(line);
    const verb = line.split(' ')[0]!.toUpperCase();
    if (verb === 'QUIT') {
      socket.end('221 bye\r\n');
      return false;
    }
    if (verb === 'EHLO' && this.script.at?.EHLO === undefined) {
      const more = [
        this.script.auth ? '250-AUTH PLAIN' : null,
        this.script.pipelining ? '250-PIPELINING' : null,
      ].filter((one) => one !== null);
      socket.write(['250-prova', ...more, '250 SIZE 31457280'].join('\r\n') + '\r\n');
      return false;
    }
    const act = verb in USUAL ? this.actAt(verb as Point) : { reply: '502 unknown' };
    if (verb === 'DATA' && refuses(this.script.at?.RCPT)) {
      socket.write('503 5.5.1 no recipient\r\n');
      return false;
    }
    this.act(socket, act);
    return verb === 'DATA' && 'reply' in act && act.reply.startsWith('354');
  }

  private actAt(point: Point): Act {
    return this.script.at?.[point] ?? USUAL[point];
  }

  private act(socket: Socket, act: Act): void {
    if ('silent' in act) return;
    if ('reply' in act) {
      if (act.reply !== '') socket.write(`${act.reply}\r\n`);
      return;
    }
    if (act.torn === undefined) socket.destroy();
    else socket.end(act.torn);
  }
}

function refuses(act: Act | undefined): boolean {
  return act !== undefined && 'reply' in act && !act.reply.startsWith('2');
}
