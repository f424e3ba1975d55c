import type { Accepted, DatedText, LocalDate, Survey } from '@app/domain';
import { shortDay } from '../italian/dates.js';
import { LETTER_NAMES } from '../italian/letter-names.js';
import { nameForms } from '../italian/names.js';
import { printable } from '../italian/safe-text.js';
import { daysLeft, termText } from '../italian/words.js';
import type { EarlierLetter, LetterModel, LetterObligation, Protocol } from '../types.js';
import { type Summarised, summaryOf } from './summary.js';
import type {
  EarlierView,
  LetterView,
  ObligationView,
  ProtocolView,
  SignatureView,
} from './view.js';

/** How often data are due and what rounds are counted in, by the number of reference days a year. */
const CADENCE: Readonly<Record<number, readonly [cadence: string, periods: string]>> = {
  1: ['annuale', 'anni'],
  2: ['semestrale', 'semestri'],
  3: ['quadrimestrale', 'quadrimestri'],
  4: ['trimestrale', 'trimestri'],
  12: ['mensile', 'mesi'],
};

/** `MM-DD` (or `DD/MM`, as the survey file writes it) as a letter says it. */
const annualDay = (day: string): string => {
  const [month = '', dayOfMonth = ''] = day.split('-');
  const text = day.includes('-') ? `${dayOfMonth}/${month}` : day;
  return /^(08|11)/.test(text) ? `all’${text}` : `al ${text}`;
};

/** Texts valid on a day: people change office, and a letter names who is there when it leaves. */
export const validOn = (texts: readonly DatedText[], day: LocalDate): string[] =>
  texts
    .filter((one) => one.validFrom <= day && (one.validTo === null || day <= one.validTo))
    .map((one) => one.text);

/** "AOO_080" already says that it is an AOO; a code like "r_puglia" does not. */
const areaName = (code: string): string => (/^aoo/i.test(code) ? code : `AOO ${code}`);

const protocolView = (protocol: Protocol | null): ProtocolView | null =>
  protocol && {
    numero: protocol.number,
    data: protocol.date,
    aoo: protocol.aoo === null ? null : areaName(protocol.aoo),
  };

const earlierView = (letter: EarlierLetter, reference: LocalDate): EarlierView => ({
  nome: LETTER_NAMES[letter.template],
  invio: letter.sentAt,
  consegna: letter.deliveredAt,
  protocollo: protocolView(letter.protocol),
  riferimenti: [reference],
});

const filled = (pattern: string, model: LetterModel, reference: LocalDate): string =>
  pattern.replace(/\{(comune|data)\}/g, (_, key: string) =>
    key === 'comune' ? model.municipality.name : shortDay(reference),
  );

const obligationView = (one: LetterObligation, model: LetterModel): ObligationView => ({
  riferimento: one.reference,
  scadenza: one.due,
  scadenzaOriginaria: one.originalDue,
  giorni: one.daysToDue,
  scaduto: one.daysToDue < 0,
  situazione: daysLeft(one.daysToDue),
  proroga: one.extension && { scadenza: one.extension.due, motivo: one.extension.reason },
  spostata: one.due !== one.originalDue,
  motivo: one.reason,
  esonero: one.exemption && { base: one.exemption.base, prova: one.exemption.evidence },
  oggettoNulla: filled(model.survey.nilSubject, model, one.reference),
  oggettoInvariato: filled(model.survey.noChangeSubject, model, one.reference),
  precedenti: one.earlier
    .filter((letter) => letter.deliveredAt !== null)
    .map((letter) => earlierView(letter, one.reference))
    .sort((a, b) => a.invio.localeCompare(b.invio)),
});

/** One letter that named two obligations is one earlier letter with two reference dates. */
const merged = (obligations: readonly ObligationView[]): EarlierView[] => {
  const byKey = new Map<string, EarlierView>();
  for (const letter of obligations.flatMap((one) => one.precedenti)) {
    const key = `${letter.invio}|${letter.consegna ?? ''}|${letter.nome}`;
    const known = byKey.get(key);
    const riferimenti = [...new Set([...(known?.riferimenti ?? []), ...letter.riferimenti])];
    byKey.set(key, { ...letter, riferimenti: riferimenti.sort() });
  }
  return [...byKey.values()].sort((a, b) => a.invio.localeCompare(b.invio));
};

const signature = (text: string): SignatureView => {
  const [first = '', ...rest] = text.split('\n').map((line) => line.trim());
  return rest.length === 0 ? { ruolo: '', nome: first } : { ruolo: first, nome: rest.join(' ') };
};

const signatures = (model: LetterModel): SignatureView[] =>
  model.formalNotice
    ? [signature(model.formalNotice.signer)]
    : validOn(model.survey.signatories, model.day).map(signature);

/** The number that stands on the paper: the protocol system's, or the one that the officer entered with the act. */
const protocolOf = (model: LetterModel): ProtocolView | null => {
  if (model.protocol) return protocolView(model.protocol);
  const entered = model.formalNotice?.protocol ?? '';
  return entered === '' ? null : { numero: entered, data: null, aoo: null };
};

const cleaned = <T>(value: T): T => {
  if (typeof value === 'string') return printable(value) as T;
  if (Array.isArray(value)) return value.map(cleaned) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleaned(one)])) as T;
};

/** A round that opens does not ask again, with a date gone by, for one that is overdue: that is said apart. */
const asked = (
  all: readonly ObligationView[],
): Pick<LetterView, 'richiesti' | 'prossimi' | 'arretrati' | 'vari'> => {
  const inTime = all.filter((one) => !one.scaduto);
  const richiesti = inTime.length > 0 ? inTime : all;
  const next = Math.min(...richiesti.map((one) => one.giorni));
  return {
    richiesti,
    prossimi: richiesti.filter((one) => one.giorni === next),
    arretrati: all.filter((one) => !richiesti.includes(one)),
    vari: richiesti.length > 1,
  };
};

const hasReason = ({ motivo }: ObligationView): boolean => motivo !== null && motivo.trim() !== '';

const cleanSurveys = new WeakMap<Survey, Survey>();

/** A survey is the same for thousands of letters: cleaned once. */
const cleanSurvey = (survey: Survey): Survey => {
  const known = cleanSurveys.get(survey) ?? cleaned(survey);
  cleanSurveys.set(survey, known);
  return known;
};

/**
 * The model in the words of the templates: names with their articles, what is valid on the day, earlier letters with proof of
 * delivery only. Control characters become visible; nothing else of a value changes.
 */
export const letterView = (input: LetterModel): LetterView => {
  const { survey: raw, municipality: body, ...rest } = input;
  // Of the municipality only name, title and code are said.
  const { istat, name, title } = body;
  const municipality = { ...body, ...cleaned({ istat, name, title }) };
  const survey = cleanSurvey(raw);
  const model: LetterModel = { ...cleaned(rest), survey, municipality };
  const { formalNotice } = model;
  const obligations = [...model.obligations].sort((a, b) => a.reference.localeCompare(b.reference));
  const adempimenti = obligations.map((one) => obligationView(one, model));
  const accepting = (answer: keyof Accepted): ObligationView[] =>
    adempimenti.filter((_, at) => obligations[at]?.accepts[answer] === true);
  const [cadenza, periodi] = CADENCE[survey.referenceDays.length] ?? ['periodica', 'periodi'];
  const view: Summarised = {
    modello: model.template,
    comune: {
      ...nameForms(municipality.title, municipality.name),
      nome: municipality.name,
      istat: municipality.istat,
      pec: model.to,
    },
    mittente: model.from,
    ricognizione: {
      titolo: survey.title,
      titoloBreve: survey.shortTitle,
      ufficio: survey.office,
      fonti: validOn(survey.legalBasis, model.day),
      contatti: validOn(survey.contacts, model.day),
      cadenza,
      periodi,
      giorniAnnuali: survey.referenceDays.map(annualDay),
    },
    firme: signatures(model),
    giorno: model.day,
    codice: model.token,
    prova: model.sandbox,
    protocollo: protocolOf(model),
    adempimenti,
    scaduti: adempimenti.filter((one) => one.scaduto),
    inCorso: adempimenti.filter((one) => !one.scaduto),
    prorogati: adempimenti.filter((one) => one.proroga !== null),
    motivati: adempimenti.filter(hasReason),
    altri: adempimenti.filter((one) => !hasReason(one)),
    esonerati: adempimenti.filter((one) => one.esonero !== null),
    dovuti: adempimenti.filter((one) => one.esonero === null),
    ammettonoNulla: accepting('nilReturn'),
    ammettonoInvariato: accepting('noChange'),
    ...asked(adempimenti),
    unico: adempimenti.length === 1,
    precedenti: merged(adempimenti.filter((one) => one.scaduto)),
    patrimonio: model.stock
      ? { alloggi: model.stock.units, riferimento: model.stock.reference }
      : null,
    diffida: formalNotice && {
      fonte: formalNotice.legalBasis,
      firmatario: formalNotice.signer,
      atto: formalNotice.act,
      protocollo: formalNotice.protocol,
      termine: termText(formalNotice.term),
    },
  };
  return { ...view, sintesi: summaryOf(view, new Set()) };
};
