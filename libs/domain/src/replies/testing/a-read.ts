import type { Read } from '../decide.js';
import { readKind } from '../kind.js';
import type { Says } from '../kind.js';
import { readMaterial } from '../material.js';
import type { ReplyMessage } from '../types.js';
import { findRounds } from '../when.js';
import { identify } from '../who/identity.js';
import { aMessage } from './a-message.js';
import { contextOf } from './world.js';

/** The prescribed subject of a nil return of Trani on a day. */
export const nilSubject = (day = '31/12/2021'): string =>
  `Comune di Trani – Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del ${day}`;

/** All that is read of Trani's own nil return, certified and complete, but for what a test changes. */
export function aRead(changes: Partial<ReplyMessage> = {}, time?: string): Read {
  const message = aMessage({
    from: 'sportello.sociale@cert.comune.trani.bt.it',
    subject: nilSubject(),
    text: 'Il Comune non possiede alloggi ERP.',
    ...changes,
  });
  const context = contextOf(time);
  const material = readMaterial(message, context);
  const says = readKind(message, material);
  const who = identify(message, material, context);
  return {
    message,
    context,
    material,
    says,
    who,
    when: findRounds(material, who.trace, context, says.kind),
  };
}

/** What a message of nobody known says. @example saysOf({ text: 'Zero alloggi.' }).kind //=> 'nil-return' */
export function saysOf(changes: Partial<ReplyMessage>): Says {
  const message = aMessage(changes);
  return readKind(message, readMaterial(message, contextOf()));
}
