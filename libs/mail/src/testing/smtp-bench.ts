import { SmtpSender, type SmtpOptions } from '../smtp/smtp-sender.js';
import type { OutgoingMessage } from '../types.js';
import { ScriptedSmtp, type Script } from './scripted-smtp.js';

export const SMALL = Buffer.from('Subject: prova\r\n\r\nriga\r\n.riga col punto\r\n');

/** A letter in an envelope that passes. */
export function letter(raw: Uint8Array = SMALL): OutgoingMessage {
  return { from: 'ater@pec.example.it', to: 'comune@pec.example.it', raw };
}

/** Servers and senders of one test, closed together after it: senders first. */
export class SmtpBench {
  private readonly open: { close(): Promise<void> }[] = [];

  async server(script: Script): Promise<ScriptedSmtp> {
    const scripted = await ScriptedSmtp.start(script);
    this.open.push({ close: () => scripted.stop() });
    return scripted;
  }

  sender(url: string, options: Partial<SmtpOptions> = {}): SmtpSender {
    const made = new SmtpSender({ url, timeoutMs: 5000, allowOnlyLoopback: true, ...options });
    this.open.unshift(made);
    return made;
  }

  async closeAll(): Promise<void> {
    for (const one of this.open.splice(0)) await one.close();
  }
}
