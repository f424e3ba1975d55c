import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { Instant } from '@app/domain';
import type { MailSender } from '@app/mail';
import { composeMime } from '@app/mail';

/** Ordinary mail to whoever has to act. Without a server nobody is written to; the pages show the same. */
export abstract class StaffMailSettings {
  /** null: none is configured. */
  abstract readonly sender: MailSender | null;
  abstract readonly from: string;
  abstract readonly to: readonly string[];
  /** Where the pages are, for the link in messages; null: not said. */
  abstract readonly publicUrl: string | null;
}

/** One message to staff. `key` makes its Message-ID: told again after a crash it is known for the same. */
export interface StaffMessage {
  readonly key: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Sends a message to every address of the staff.
 *
 * @returns null when it was taken for all of them, else the first answer that was no yes
 */
export async function sendToStaff(
  settings: StaffMailSettings,
  message: StaffMessage,
  now: Instant,
): Promise<string | null> {
  const { sender, from, to } = settings;
  if (sender === null) return 'nessun server di posta per il personale';
  let refused: string | null = null;
  for (const address of to) {
    const opaque = createHash('sha256').update(`${message.key} ${address}`).digest('hex');
    const raw = await composeMime({
      from,
      fromName: 'Sollecito',
      to: address,
      subject: message.subject,
      text: message.text,
      messageId: `${opaque.slice(0, 24)}@${domainOf(from)}`,
      date: now,
      ordinary: true,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    const result = await sender.submit({ from, to: address, raw });
    // In doubt counts as sent: a colleague who reads it twice is worse served than one who sees the page.
    if (result.outcome !== 'submitted' && result.outcome !== 'in-doubt')
      refused ??= result.response;
  }
  return refused;
}

const domainOf = (address: string): string => address.split('@')[1] ?? hostname();
