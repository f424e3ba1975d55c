import type { BatchState, DeputyRow, GoingOutActRow, ProtocolSource } from '@app/persistence';
import type { StatusWord } from '../../vocabulary.js';

export const BATCH_WORDS: Readonly<Record<BatchState, StatusWord>> = {
  prepared: { word: 'Da approvare', icon: 'it-clock', tone: 'warning' },
  approved: { word: 'Approvato', icon: 'it-check-circle', tone: 'success' },
  refused: { word: 'Respinto', icon: 'it-close-circle', tone: 'danger' },
  superseded: { word: 'Preparato di nuovo', icon: 'it-refresh', tone: 'secondary' },
  revoked: { word: 'Approvazione ritirata', icon: 'it-ban', tone: 'danger' },
};

export const PROTOCOL_SOURCE_WORDS: Readonly<Record<ProtocolSource, string>> = {
  api: 'sistema di protocollo',
  csv: 'importazione CSV',
  officer: 'inserito a mano',
};

type Detail = Readonly<Record<string, unknown>>;

const said = (value: unknown): string => (typeof value === 'string' ? value : '');

const ACTS: Readonly<Record<string, (detail: Detail) => string>> = {
  'batch-prepared': ({ scope, letters }) =>
    `Preparato l’invio ${said(scope)}: ${String(letters)} lettere`,
  'batch-approved': ({ scope, onBehalfOf }) =>
    `Approvato l’invio ${said(scope)}${onBehalfOf ? ` in sostituzione di ${said(onBehalfOf)}` : ''}`,
  'batch-refused': ({ reason }) => `Respinto un invio: ${said(reason)}`,
  'batch-revoked': ({ reason }) => `Ritirata un’approvazione: ${said(reason)}`,
  'deputy-appointed': ({ absent, deputy, validFrom, validTo }) =>
    `${said(deputy)} sostituisce ${said(absent)} dal ${said(validFrom)} al ${said(validTo)}`,
  'deputy-revoked': () => 'Terminata una sostituzione',
  'allow-list': ({ allowList }) =>
    `Indirizzi ammessi in collaudo: ${Array.isArray(allowList) && allowList.length > 0 ? allowList.join(', ') : 'nessuno'}`,
  'went-live': ({ firstWeek }) =>
    `Messo in esercizio l’invio: ${String(firstWeek)} lettere nella prima settimana`,
  'back-to-trial': ({ reason }) => `Tornato al collaudo: ${said(reason)}`,
};

/** An act as one sentence. */
export function actWords({ act, detail }: Pick<GoingOutActRow, 'act' | 'detail'>): string {
  const words = ACTS[act];
  return words === undefined ? act : words((detail ?? {}) as Detail);
}

/** Whether a mandate holds on a day. */
export const holdsOn = ({ validFrom, validTo }: DeputyRow, day: string): boolean =>
  validFrom <= day && day <= validTo;
