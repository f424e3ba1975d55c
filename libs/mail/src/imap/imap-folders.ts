import type { ImapFlow, ListResponse } from 'imapflow';
import { MailError } from '../errors.js';

const SENT_NAMES = [
  'sent',
  'posta inviata',
  'inviata',
  'inviati',
  'elementi inviati',
  'sent items',
];

/**
 * The server's paths of the folders wanted, in the order wanted; those that don't exist are left out.
 *
 * @throws MailError `imap-folder` when none exists
 * @example chooseFolders(list, ['INBOX', 'ricevute']) //=> ['INBOX', 'INBOX.Ricevute']
 */
export function chooseFolders(
  list: readonly ListResponse[],
  wanted: readonly string[],
): readonly string[] {
  const open = list.filter(
    (one) => !one.flags.has('\\Noselect') && !one.flags.has('\\NonExistent'),
  );
  const paths = wanted.flatMap((name) => {
    const lower = name.toLowerCase();
    const match =
      open.find((one) => one.path === name) ??
      open.find((one) => one.path.toLowerCase() === lower) ??
      open.find((one) => one.name.toLowerCase() === lower);
    return match === undefined ? [] : [match.path];
  });
  if (paths.length > 0) return [...new Set(paths)];
  throw new MailError('imap-folder', `IMAP: none of the folders ${wanted.join(', ')} exists`);
}

/** Path of the folder of sent copies; made when the mailbox has none. */
export async function sentFolder(client: ImapFlow, configured?: string): Promise<string> {
  const list = await client.list();
  const found =
    configured === undefined
      ? (list.find((one) => one.specialUse === '\\Sent') ??
        list.find((one) => SENT_NAMES.includes(one.name.toLowerCase())))
      : list.find((one) => one.path === configured || one.name === configured);
  if (found !== undefined) return found.path;
  return (await client.mailboxCreate(configured ?? 'Sent')).path;
}
