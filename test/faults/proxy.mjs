import { connect, createServer } from 'node:net';

const END = Buffer.from('\r\n.\r\n');

/**
 * Stands between the sender and the provider, on loopback, and follows the conversation closely enough to strike
 * at a named moment: at MAIL, at DATA, at a byte of the letter, before and after the final dot reaches the provider, before and
 * after its answer reaches the sender; or at the nth byte of either direction, whatever it belongs to.
 */
export class Proxy {
  #plan = null;
  #server;
  #sockets = new Set();

  static async open(target) {
    const proxy = new Proxy();
    proxy.#server = createServer((client) => proxy.#serve(client, target));
    await new Promise((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port() {
    return this.#server.address().port;
  }

  /**
   * Arms one strike: `{ at, bytes?, strike }`. `strike` is called once, when the moment has come; the connection ends after it.
   */
  arm(plan) {
    this.#plan = plan;
  }

  disarm() {
    this.#plan = null;
  }

  async close() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(at) {
    if (this.#plan?.at !== at) return null;
    const plan = this.#plan;
    this.#plan = null;
    return plan;
  }

  #serve(client, target) {
    const provider = connect(target, '127.0.0.1');
    const link = {
      client,
      provider,
      counts: { up: 0, down: 0 },
      body: false,
      tail: Buffer.alloc(0),
    };
    for (const socket of [client, provider]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        provider.destroy();
      });
    }
    client.on('data', (chunk) => this.#up(link, chunk));
    provider.on('data', (chunk) => this.#down(link, chunk));
  }

  /** Forwards up to the strike's byte, then ends both sides. True when it struck. */
  #cut(link, chunk, direction, to) {
    const before = link.counts[direction];
    link.counts[direction] += chunk.length;
    const plan = this.#plan;
    if (plan?.at !== direction || link.counts[direction] < plan.bytes) return false;
    this.#plan = null;
    const part = chunk.subarray(0, Math.max(0, plan.bytes - before));
    to.write(part, () => this.#end(link));
    plan.strike();
    return true;
  }

  #end({ client, provider }) {
    client.destroy();
    provider.destroy();
  }

  /** From the sender to the provider. */
  #up(link, chunk) {
    if (this.#cut(link, chunk, 'up', link.provider)) return;
    if (!link.body) return this.#command(link, chunk);
    const whole = Buffer.concat([link.tail, chunk]);
    const end = whole.indexOf(END);
    const plan = this.#take('body');
    if (plan !== null) {
      link.provider.write(chunk.subarray(0, plan.bytes % Math.max(1, chunk.length)));
      plan.strike();
      return this.#end(link);
    }
    if (end < 0) {
      link.tail = Buffer.from(whole.subarray(-4));
      link.provider.write(chunk);
      return;
    }
    link.body = false;
    link.tail = Buffer.alloc(0);
    const held = this.#take('dot-held');
    if (held !== null) {
      // All of the letter, and nothing of the dot.
      link.provider.write(chunk.subarray(0, Math.max(0, chunk.length - 3)));
      held.strike();
      return this.#end(link);
    }
    link.provider.write(chunk);
    const sent = this.#take('dot-sent');
    if (sent === null) {
      link.awaited = true;
      return;
    }
    // The provider has it; its answer finds nobody.
    sent.strike();
    link.deaf = true;
  }

  #command(link, chunk) {
    // Commands may come several in a packet (PIPELINING).
    const lines = chunk.toString('latin1');
    const data = /^DATA\r?$/im.test(lines);
    const plan =
      (/^MAIL /im.test(lines) ? this.#take('mail') : null) ?? (data ? this.#take('data') : null);
    link.provider.write(chunk);
    if (plan !== null) {
      plan.strike();
      link.deaf = true;
    }
    if (data) link.dataAsked = true;
  }

  /** From the provider to the sender. */
  #down(link, chunk) {
    if (link.deaf) return this.#end(link);
    if (this.#cut(link, chunk, 'down', link.client)) return;
    const text = chunk.toString('latin1');
    if (link.dataAsked) {
      if (!/^(?:354|[45]\d\d) /m.test(text)) return void link.client.write(chunk);
      link.dataAsked = false;
      link.body = /^354/m.test(text);
    } else if (link.awaited) {
      link.awaited = false;
      const held = this.#take('answer-held');
      if (held !== null) {
        held.strike();
        return this.#end(link);
      }
      const sent = this.#take('answer-sent');
      if (sent !== null) {
        link.client.write(chunk, () => sent.strike());
        return;
      }
    }
    link.client.write(chunk);
  }
}
