import type { NameForms } from '../italian/names.js';
import type { TemplateId } from '@app/domain';

/** What a template may say, in the words that its authors (officers) use. Days are `YYYY-MM-DD`, instants UTC. */
export interface LetterView {
  readonly modello: TemplateId;
  readonly comune: NameForms & {
    readonly nome: string;
    readonly istat: string;
    readonly pec: string;
  };
  readonly mittente: string;
  readonly ricognizione: {
    readonly titolo: string;
    readonly titoloBreve: string;
    readonly ufficio: string;
    readonly fonti: readonly string[];
    readonly contatti: readonly string[];
    /** "semestrale": how often data are due. */
    readonly cadenza: string;
    /** "semestri": what several rounds are counted in. */
    readonly periodi: string;
    /** "al 30/06", "al 31/12": the reference days of every year. */
    readonly giorniAnnuali: readonly string[];
  };
  /** What the letter is about, for its subject. */
  readonly sintesi: SummaryView;
  readonly firme: readonly SignatureView[];
  readonly giorno: string;
  /** The token that a reply may quote. */
  readonly codice: string;
  readonly prova: boolean;
  readonly protocollo: ProtocolView | null;
  readonly adempimenti: readonly ObligationView[];
  /** The obligations whose due date is past, those whose due date is to come, those with an extension. */
  readonly scaduti: readonly ObligationView[];
  readonly inCorso: readonly ObligationView[];
  readonly prorogati: readonly ObligationView[];
  readonly motivati: readonly ObligationView[];
  /** Those without a reason, beside `motivati`. */
  readonly altri: readonly ObligationView[];
  readonly esonerati: readonly ObligationView[];
  /** Those without exemption. */
  readonly dovuti: readonly ObligationView[];
  /** Those for which a nil return, or a statement of no change, would be accepted: a letter offers it for these alone. */
  readonly ammettonoNulla: readonly ObligationView[];
  readonly ammettonoInvariato: readonly ObligationView[];
  /** What a letter before the due date asks for: those in time, or all when none is; of these the next to fall due; the past ones. */
  readonly richiesti: readonly ObligationView[];
  readonly prossimi: readonly ObligationView[];
  readonly arretrati: readonly ObligationView[];
  /** One obligation in all; more than one asked for. */
  readonly unico: boolean;
  readonly vari: boolean;
  /** Earlier letters about the overdue obligations whose delivery is proved, oldest first. */
  readonly precedenti: readonly EarlierView[];
  readonly patrimonio: { readonly alloggi: number; readonly riferimento: string } | null;
  readonly diffida: {
    readonly fonte: string;
    readonly firmatario: string;
    readonly atto: string;
    readonly protocollo: string;
    readonly termine: string;
  } | null;
}

/** Parts of a subject; null when there is none, or no room for it. */
export interface SummaryView {
  /** "Prot. n. 0001234 del 26/03/2022 – AOO_080" */
  readonly protocollo: string | null;
  /** The survey's short title. */
  readonly ricognizione: string | null;
  /** "dati al 31/12/2021", "dati di 3 semestri, dal 31/12/2021 al 31/12/2022" */
  readonly dati: string;
  /** "il 31/03/2022", "il 31/03/2022 e 30/09/2022", "dal 31/03/2022 al 31/03/2023" */
  readonly scadenze: string | null;
  /** More than two due dates: they stand as a span. */
  readonly molte: boolean;
}

export interface SignatureView {
  readonly ruolo: string;
  readonly nome: string;
}

export interface ProtocolView {
  readonly numero: string;
  readonly data: string | null;
  readonly aoo: string | null;
}

export interface EarlierView {
  readonly nome: string;
  readonly invio: string;
  readonly consegna: string | null;
  readonly protocollo: ProtocolView | null;
  /** Reference dates of the obligations that it named. */
  readonly riferimenti: readonly string[];
}

export interface ObligationView {
  readonly riferimento: string;
  readonly scadenza: string;
  readonly scadenzaOriginaria: string;
  readonly giorni: number;
  readonly scaduto: boolean;
  readonly situazione: string;
  readonly proroga: { readonly scadenza: string; readonly motivo: string } | null;
  readonly spostata: boolean;
  readonly motivo: string | null;
  readonly esonero: { readonly base: string; readonly prova: string } | null;
  readonly oggettoNulla: string;
  readonly oggettoInvariato: string;
  readonly precedenti: readonly EarlierView[];
}

/** What kind of thing a placeholder is: the checker walks this, and a test holds it against the view. */
export type Shape =
  | 'text'
  | 'number'
  | 'day'
  | 'instant'
  | 'flag'
  | { readonly list: Shape }
  | { readonly fields: Readonly<Record<string, Shape>>; readonly optional?: boolean };

const protocol: Shape = {
  fields: { numero: 'text', data: 'day', aoo: 'text' },
  optional: true,
};

const earlier: Shape = {
  fields: {
    nome: 'text',
    invio: 'instant',
    consegna: 'instant',
    protocollo: protocol,
    riferimenti: { list: 'day' },
  },
};

const obligation: Shape = {
  fields: {
    riferimento: 'day',
    scadenza: 'day',
    scadenzaOriginaria: 'day',
    giorni: 'number',
    scaduto: 'flag',
    situazione: 'text',
    proroga: { fields: { scadenza: 'day', motivo: 'text' }, optional: true },
    spostata: 'flag',
    motivo: 'text',
    esonero: { fields: { base: 'text', prova: 'text' }, optional: true },
    oggettoNulla: 'text',
    oggettoInvariato: 'text',
    precedenti: { list: earlier },
  },
};

const names: Record<keyof NameForms, Shape> = {
  conTitolo: 'text',
  il: 'text',
  al: 'text',
  Al: 'text',
  del: 'text',
  dal: 'text',
  codesto: 'text',
  femminile: 'flag',
};

/** Every placeholder that a template may use. */
export const VIEW_SHAPE: { readonly fields: Readonly<Record<keyof LetterView, Shape>> } = {
  fields: {
    modello: 'text',
    comune: { fields: { ...names, nome: 'text', istat: 'text', pec: 'text' } },
    mittente: 'text',
    ricognizione: {
      fields: {
        titolo: 'text',
        titoloBreve: 'text',
        ufficio: 'text',
        fonti: { list: 'text' },
        contatti: { list: 'text' },
        cadenza: 'text',
        periodi: 'text',
        giorniAnnuali: { list: 'text' },
      },
    },
    sintesi: {
      fields: {
        protocollo: 'text',
        ricognizione: 'text',
        dati: 'text',
        scadenze: 'text',
        molte: 'flag',
      },
    },
    firme: { list: { fields: { ruolo: 'text', nome: 'text' } } },
    giorno: 'day',
    codice: 'text',
    prova: 'flag',
    protocollo: protocol,
    adempimenti: { list: obligation },
    scaduti: { list: obligation },
    inCorso: { list: obligation },
    prorogati: { list: obligation },
    motivati: { list: obligation },
    altri: { list: obligation },
    esonerati: { list: obligation },
    dovuti: { list: obligation },
    ammettonoNulla: { list: obligation },
    ammettonoInvariato: { list: obligation },
    richiesti: { list: obligation },
    prossimi: { list: obligation },
    arretrati: { list: obligation },
    unico: 'flag',
    vari: 'flag',
    precedenti: { list: earlier },
    patrimonio: { fields: { alloggi: 'number', riferimento: 'day' }, optional: true },
    diffida: {
      fields: {
        fonte: 'text',
        firmatario: 'text',
        atto: 'text',
        protocollo: 'text',
        termine: 'text',
      },
      optional: true,
    },
  },
};
