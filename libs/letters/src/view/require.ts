import { LetterError } from '../errors.js';
import type { LetterView } from './view.js';

type Need = readonly [name: string, reason: string, missing: (view: LetterView) => boolean];

const NEEDS: readonly Need[] = [
  ['adempimenti', 'la lettera non riguarda alcun adempimento', (v) => v.adempimenti.length === 0],
  [
    'ricognizione.fonti',
    'nessun riferimento normativo valido alla data della lettera',
    (v) => v.ricognizione.fonti.length === 0,
  ],
  [
    'ricognizione.contatti',
    'nessun contatto valido alla data della lettera',
    (v) => v.ricognizione.contatti.length === 0,
  ],
  [
    'firme',
    'nessun firmatario valido alla data della lettera',
    (v) => v.firme.length === 0 || v.firme.some((one) => one.nome.trim() === ''),
  ],
  ['comune.nome', 'manca il nome dell’Ente', (v) => v.comune.nome.trim() === ''],
  ['comune.pec', 'manca l’indirizzo PEC dell’Ente', (v) => v.comune.pec.trim() === ''],
  ['codice', 'manca il riferimento da citare nelle risposte', (v) => v.codice.trim() === ''],
  [
    'protocollo.numero',
    'il numero di protocollo è vuoto',
    (v) => v.protocollo !== null && v.protocollo.numero.trim() === '',
  ],
];

/** What each kind of letter can't do without, whatever its template prints. */
const BY_TEMPLATE: Partial<Record<LetterView['modello'], readonly Need[]>> = {
  overdue: [
    [
      'scaduti',
      'nessun termine è scaduto: non è il momento di un sollecito',
      (v) => v.scaduti.length === 0,
    ],
  ],
  'formal-notice': [
    [
      'diffida',
      'mancano i dati della diffida (fonte, firmatario, atto, protocollo, termine)',
      (v) => v.diffida === null,
    ],
    [
      'diffida.fonte',
      'manca la base giuridica della diffida',
      (v) => v.diffida?.fonte.trim() === '',
    ],
    ['diffida.atto', 'manca l’atto della diffida', (v) => v.diffida?.atto.trim() === ''],
    [
      'diffida.firmatario',
      'manca il firmatario competente',
      (v) => v.diffida?.firmatario.trim() === '',
    ],
    [
      'diffida.protocollo',
      'manca il protocollo della diffida',
      (v) => v.diffida?.protocollo.trim() === '',
    ],
    ['diffida.termine', 'manca il termine della diffida', (v) => v.diffida?.termine.trim() === ''],
    [
      'scaduti',
      'nessun termine è scaduto: non è il momento di una diffida',
      (v) => v.scaduti.length === 0,
    ],
  ],
  correction: [['motivo', 'manca il motivo della riapertura', (v) => v.motivati.length === 0]],
  'exemption-lapsed': [
    ['motivo', 'manca il motivo della decadenza', (v) => v.motivati.length === 0],
  ],
  'exemption-granted': [
    ['esonero', 'mancano base e prova dell’esonero', (v) => v.esonerati.length === 0],
  ],
  'extension-granted': [['proroga', 'manca la proroga', (v) => v.prorogati.length === 0]],
};

/**
 * Stops a letter whose data lack what every letter of its kind must say, before any template is rendered: a template could leave
 * it out, the letter may not.
 *
 * @throws LetterError `missing-part`
 */
export const requireParts = (view: LetterView): void => {
  const needs = [...NEEDS, ...(BY_TEMPLATE[view.modello] ?? [])];
  const failed = needs.find(([, , missing]) => missing(view));
  if (!failed) return;
  const place = { template: view.modello, line: null, name: failed[0] };
  throw new LetterError('missing-part', place, failed[1]);
};
