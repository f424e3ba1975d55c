import { SetMetadata } from '@nestjs/common';
import type { AccountRole } from '@app/persistence';
import { ROLES } from '@app/persistence';

/** Who may use a handler: everyone, or those of a role and above. */
export type Access = 'public' | AccountRole;

export const ACCESS = 'sollecito:access';

/**
 * Declares who may use a handler or a whole controller. What declares nothing is refused to everyone.
 *
 * @example \@AllowedTo('operatore') \@Post() record() { … }
 */
export const AllowedTo = (access: Access) => SetMetadata(ACCESS, access);

/** Whether a role may do what asks for another. Each role may do what the ones before it may. */
export function mayAct(role: AccountRole, needed: Access): boolean {
  return needed === 'public' || ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

export const ROLE_WORDS: Readonly<Record<AccountRole, { word: string; may: string }>> = {
  lettore: { word: 'Lettore', may: 'legge tutto, non cambia nulla' },
  operatore: {
    word: 'Operatore',
    may: 'registra trasmissioni, assegna le risposte, rimanda o salta un sollecito',
  },
  approvatore: {
    word: 'Approvatore',
    may: 'concede esoneri e proroghe, sblocca la diffida, oltre a ciò che fa l’operatore',
  },
  amministratore: {
    word: 'Amministratore',
    may: 'gestisce gli utenti e il sistema, oltre a ciò che fa l’approvatore',
  },
};
