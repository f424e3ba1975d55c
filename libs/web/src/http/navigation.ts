import type { AccountRole } from '@app/persistence';
import { mayAct } from '../access/roles.js';

/** One entry of the navigation. */
export interface NavigationEntry {
  readonly href: string;
  readonly word: string;
  readonly icon: string;
  readonly needs: AccountRole;
  /** Entries of every day stand in the bar; the others under «Altro». */
  readonly daily: boolean;
}

const entry = (
  href: string,
  word: string,
  icon: string,
  daily = true,
  needs: AccountRole = 'lettore',
): NavigationEntry => ({ href, word, icon, needs, daily });

/** Only finished pages stand here. */
export const NAVIGATION: readonly NavigationEntry[] = [
  entry('/', 'Quadro', 'it-presentation'),
  entry('/matrice', 'Matrice', 'it-list'),
  entry('/piano', 'Piano invii', 'it-clock'),
  entry('/invii', 'Registro invii', 'it-mail'),
  entry('/risposte', 'Risposte', 'it-inbox'),
  entry('/via-libera', 'Via libera', 'it-check-circle'),
  entry('/patrimonio', 'Patrimonio', 'it-pa', false),
  entry('/andamento', 'Andamento', 'it-chart-line', false),
  entry('/mappa', 'Mappa', 'it-map-marker', false),
  entry('/calendario', 'Calendario', 'it-calendar', false),
  entry('/regole', 'Regole', 'it-list', false),
  entry('/modelli', 'Modelli', 'it-file', false),
  entry('/registro-attivita', 'Registro attività', 'it-list', false),
  entry('/sistema', 'Sistema', 'it-settings', false, 'amministratore'),
  entry('/utenti', 'Utenti', 'it-user', false, 'amministratore'),
];

/**
 * The navigation as somebody of this role sees it on this page.
 *
 * @param waiting letters that wait for somebody: told beside the page where they are let go
 */
export function navigationFor(role: AccountRole, path: string, waiting = 0) {
  const seen = NAVIGATION.filter(({ needs }) => mayAct(role, needs)).map((item) => ({
    ...item,
    waiting: item.href === '/via-libera' ? waiting : 0,
    current:
      item.href === '/' ? path === '/' : path === item.href || path.startsWith(`${item.href}/`),
  }));
  const more = seen.filter(({ daily }) => !daily);
  return {
    daily: seen.filter(({ daily }) => daily),
    more,
    inMore: more.some(({ current }) => current),
  };
}
