import { LetterError } from '../errors.js';
import { longDay, romeParts, shortDay } from '../italian/dates.js';
import type { LetterView, ObligationView } from '../view/view.js';

/** Something that a letter must say, and the ways in which it may say it. */
export interface RequiredFact {
  /** The placeholder that carries it. */
  readonly name: string;
  readonly anyOf: readonly string[];
}

const fact = (name: string, ...anyOf: string[]): RequiredFact => ({ name, anyOf });
const dayFact = (name: string, day: string): RequiredFact =>
  fact(name, longDay(day), shortDay(day));

const ofObligation = (one: ObligationView): RequiredFact[] => [
  dayFact('adempimenti.riferimento', one.riferimento),
  dayFact('adempimenti.scadenza', one.scadenza),
  ...(one.proroga
    ? [
        dayFact('adempimenti.scadenzaOriginaria', one.scadenzaOriginaria),
        fact('adempimenti.proroga.motivo', one.proroga.motivo),
      ]
    : []),
];

/** The prescribed subjects of the statements that would be accepted. */
const ofStatements = (view: LetterView): RequiredFact[] => [
  ...view.ammettonoNulla.map((one) => fact('ammettonoNulla.oggettoNulla', one.oggettoNulla)),
  ...view.ammettonoInvariato.map((one) =>
    fact('ammettonoInvariato.oggettoInvariato', one.oggettoInvariato),
  ),
];

const both = (name: string, values: readonly string[]): RequiredFact[] =>
  values.map((value) => fact(name, value));

const ofEarlier = (view: LetterView): RequiredFact[] =>
  view.precedenti.flatMap(({ consegna }) => {
    if (consegna === null) return [];
    const { day, time } = romeParts(consegna);
    return [dayFact('precedenti.consegna', day), fact('precedenti.consegna', time)];
  });

const ofKind: Partial<Record<LetterView['modello'], (view: LetterView) => RequiredFact[]>> = {
  overdue: ofEarlier,
  'formal-notice': (view) => [
    ...ofEarlier(view),
    ...(view.diffida
      ? [
          fact('diffida.fonte', view.diffida.fonte),
          fact('diffida.atto', view.diffida.atto),
          fact('diffida.protocollo', view.diffida.protocollo),
          fact('diffida.termine', view.diffida.termine),
        ]
      : []),
  ],
  correction: (view) => view.motivati.flatMap((one) => both('motivo', [one.motivo ?? ''])),
  'exemption-lapsed': (view) => view.motivati.flatMap((one) => both('motivo', [one.motivo ?? ''])),
  'exemption-granted': (view) =>
    view.esonerati.flatMap((one) =>
      both('esonero', [one.esonero?.base ?? '', one.esonero?.prova ?? '']),
    ),
};

/**
 * What every letter of a view must name: municipality, legal basis, dates, the ways of transmission, nil return and exemption, with
 * their exact subjects where such a statement would be accepted, the manual's paragraphs, whom to ask, the token; and what its kind adds.
 */
export const requiredFacts = (view: LetterView): RequiredFact[] => [
  fact('comune', view.comune.conTitolo),
  fact('ricognizione', view.ricognizione.titolo, view.ricognizione.titoloBreve),
  ...both('ricognizione.fonti', view.ricognizione.fonti),
  ...view.adempimenti.flatMap(ofObligation),
  ...ofStatements(view),
  fact('caricamento manuale', 'caricamento manuale'),
  fact('trasmissione dei flussi', 'flussi'),
  fact('patrimonio storico', 'alienati'),
  fact('consistenza nulla', 'consistenza nulla'),
  fact('esonero', 'esoner'),
  fact('paragrafo 2.4.2', '2.4.2'),
  fact('paragrafo 2.4.5', '2.4.5'),
  ...both('ricognizione.contatti', view.ricognizione.contatti),
  fact('codice', view.codice),
  ...(ofKind[view.modello]?.(view) ?? []),
];

/** What no letter of a view may say: the subject of a statement that would be refused. */
const refusedOffers = (view: LetterView): RequiredFact[] => {
  const accepted = ofStatements(view).flatMap(({ anyOf }) => anyOf);
  return view.adempimenti
    .flatMap((one) => [
      fact('ammettonoNulla.oggettoNulla', one.oggettoNulla),
      fact('ammettonoInvariato.oggettoInvariato', one.oggettoInvariato),
    ])
    .filter(({ anyOf }) => !anyOf.some((subject) => accepted.includes(subject)));
};

const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

/** The facts that a text does not say. White space doesn't count: a paragraph may break anywhere. */
export const missingFacts = (facts: readonly RequiredFact[], text: string): RequiredFact[] => {
  const said = squeezed(text);
  return facts.filter((one) => !isSaid(one, said));
};

const isSaid = ({ anyOf }: RequiredFact, said: string): boolean =>
  anyOf.some((one) => said.includes(squeezed(one).trim()));

/**
 * Stops a letter that invites a statement which would be refused: a template may be older than the rule, the letter may not break it.
 *
 * @param place of the template's text
 * @throws LetterError `refused-offer`
 */
export const refuseRefusedOffers = (view: LetterView, text: string, place: string): void => {
  const said = squeezed(text);
  const offer = refusedOffers(view).find((one) => isSaid(one, said));
  if (offer === undefined) return;
  const [list = '', name = ''] = offer.name.split('.');
  const reason = `il modello invita a una dichiarazione che sarebbe respinta («${offer.anyOf.join('')}»): ripetere «${name}» per «${list}», non per tutti gli adempimenti`;
  throw new LetterError('refused-offer', { template: place, line: null, name }, reason);
};
