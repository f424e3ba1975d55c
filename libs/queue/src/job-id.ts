/**
 * BullMQ takes neither colons nor whole numbers as job ids: ours are written so that any text is one.
 *
 * @example encodeJobId('push-erp:2021-12-31') //=> '=push-erp%3A2021-12-31'
 */
export function encodeJobId(id: string): string {
  return `=${id.replaceAll('%', '%25').replaceAll(':', '%3A')}`;
}

/** @example decodeJobId('=push-erp%3A2021-12-31') //=> 'push-erp:2021-12-31' */
export function decodeJobId(stored: string): string {
  return stored.slice(1).replaceAll('%3A', ':').replaceAll('%25', '%');
}
