import type { ClosedReply } from '../closed/closed-reply.js';
import type { Doubt, Read } from '../decide.js';
import type { ProtocolFileKind } from '../protocol/protocol-file.js';
import { shortened } from './shortened.js';

const IMAGE = /\.(?:png|jpe?g|gif|bmp|webp)$/i;

/**
 * Files that a person opens: all but protocol files of these kinds that could be read and say nothing more, and images
 * that stand in the signature.
 */
export function fileDoubts(
  { message, material }: Read,
  forms: readonly ClosedReply[],
  kinds: readonly ProtocolFileKind[],
): readonly Doubt[] {
  const images = Math.max(0, ...forms.map((one) => one.images));
  const inline = message.attachments.filter(
    ({ inline: inside, name }) => inside === true && IMAGE.test(name.trim()),
  );
  const known = material.files.filter(
    ({ kind, parsed, saysMore }) => parsed && !saysMore && kinds.includes(kind),
  );
  const others = message.attachments.filter((file) => !inline.includes(file));
  const unread = [
    ...others.filter(({ name }) => !known.some((file) => file.name === name)),
    ...(new Set(others.map(({ name }) => name)).size < others.length ? others : []),
    ...(inline.length > images ? inline : []),
  ];
  const names = [...new Set(unread.map(({ name }) => `«${shortened(name)}»`))].join(', ');
  return [[unread.length > 0, `c’è un allegato da leggere: ${names}`]];
}
