import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What becomes of a FETCH that asks for the bytes of a message. */
export type Fate =
  | 'no'
  | 'bad'
  /** The connection ends, before any byte or in the middle of them, with a farewell or without. */
  | 'drop'
  | 'tear'
  | 'bye'
  | 'silent'
  /** Answered as if it were fine, without the bytes, with none, with some, or without the message. */
  | 'nil'
  | 'empty'
  | 'short'
  | 'nothing'
  /** Deleted by another client just before. */
  | 'gone';

/** An IMAP server on loopback with one folder or several, in the test's hand: enough of RFC 3501 to be read by. */
export class ScriptedImap {
  /** By folder, by UID. */
  readonly folders = new Map<string, Map<number, Buffer>>([['INBOX', new Map()]]);
  readonly fates = new Map<number, Fate>();
  /** Folders that LIST names and EXAMINE refuses. */
  readonly shut = new Set<string>();
  uidValidity = 7;
  connections = 0;
  /** Every FETCH of bytes, by the UIDs asked for. */
  readonly fetched: number[][] = [];
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ScriptedImap> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const imap = new ScriptedImap(server);
    server.on('connection', (socket) => imap.#serve(socket));
    return imap;
  }

  get url(): string {
    return `imap://u:p@127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  put(uid: number, text = `Subject: ${uid}\r\n\r\ncorpo\r\n`, folder = 'INBOX'): void {
    const box = this.folders.get(folder) ?? new Map<number, Buffer>();
    this.folders.set(folder, box.set(uid, Buffer.from(text)));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
  }

  #serve(socket: Socket): void {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.write('* OK [CAPABILITY IMAP4rev1] prova\r\n');
    const session = { folder: 'INBOX' };
    let input = '';
    socket.on('data', (chunk) => {
      input += chunk.toString('latin1');
      for (let end = input.indexOf('\r\n'); end >= 0; end = input.indexOf('\r\n')) {
        const line = input.slice(0, end);
        input = input.slice(end + 2);
        this.#command(socket, session, line);
      }
    });
  }

  #command(socket: Socket, session: { folder: string }, line: string): void {
    const [, tag = '', rest = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    const say = (...lines: string[]) => socket.write(lines.map((one) => `${one}\r\n`).join(''));
    const verb = /^(UID )?\S+/.exec(rest)?.[0].toUpperCase();
    const box = this.folders.get(session.folder) ?? new Map<number, Buffer>();
    if (verb === 'CAPABILITY') say('* CAPABILITY IMAP4rev1', `${tag} OK fatto`);
    else if (verb === 'LIST') {
      const names = [...this.folders.keys(), ...this.shut].map((name) => `* LIST () "/" "${name}"`);
      // LIST "" "" asks for the separator alone.
      const all = rest.endsWith('""') ? ['* LIST (\\Noselect) "/" ""'] : names;
      say(...all, `${tag} OK fatto`);
    } else if (verb === 'EXAMINE') {
      session.folder = /"?([^" ]+)"?$/.exec(rest)![1]!;
      if (this.shut.has(session.folder)) return void say(`${tag} NO [SERVERBUG] cartella guasta`);
      const { size } = this.folders.get(session.folder) ?? { size: 0 };
      const validity = `* OK [UIDVALIDITY ${this.uidValidity}] ok`;
      say(`* ${size} EXISTS`, validity, '* OK [UIDNEXT 9999] ok', `${tag} OK [READ-ONLY] fatto`);
    } else if (verb === 'UID SEARCH') {
      say(`* SEARCH ${[...box.keys()].join(' ')}`, `${tag} OK fatto`);
    } else if (verb === 'UID FETCH') this.#fetch(socket, tag, rest, box);
    else if (verb === 'LOGOUT') socket.end(`* BYE ciao\r\n${tag} OK fatto\r\n`);
    else say(`${tag} OK fatto`);
  }

  #fetch(socket: Socket, tag: string, rest: string, box: Map<number, Buffer>): void {
    const asked = uidsOf(/FETCH (\S+)/i.exec(rest)![1]!).filter((uid) => box.has(uid));
    const bytes = /BODY/i.test(rest);
    if (bytes) this.fetched.push(asked);
    for (const uid of asked) {
      const raw = box.get(uid)!;
      const fate = bytes ? this.fates.get(uid) : undefined;
      const head = `* ${[...box.keys()].indexOf(uid) + 1} FETCH (UID ${uid} `;
      const literal = (part: Buffer, length = part.length) =>
        socket.write(Buffer.concat([Buffer.from(`${head}BODY[] {${length}}\r\n`), part]));
      if (!bytes) socket.write(`${head}RFC822.SIZE ${raw.length})\r\n`);
      else if (fate === 'no' || fate === 'bad') {
        const status = fate.toUpperCase();
        return void socket.write(`${tag} ${status} [SERVERBUG] Internal error reading ${uid}\r\n`);
      } else if (fate === 'drop') return void socket.destroy();
      else if (fate === 'bye') return void socket.end('* BYE manutenzione\r\n');
      else if (fate === 'silent') return;
      else if (fate === 'tear') {
        literal(raw.subarray(0, 9), raw.length);
        return void socket.destroySoon();
      } else if (fate === 'nil') socket.write(`${head}BODY[] NIL)\r\n`);
      else if (fate === 'gone') box.delete(uid);
      else if (fate !== 'nothing') {
        const cut = { empty: 0, short: 9 }[fate as string] ?? raw.length;
        literal(raw.subarray(0, cut));
        socket.write(')\r\n');
      }
    }
    socket.write(`${tag} OK fatto\r\n`);
  }
}

function uidsOf(set: string): number[] {
  return set.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split(':').map(Number);
    return Array.from({ length: to - from + 1 }, (_, n) => from + n);
  });
}
