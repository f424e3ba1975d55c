import { xml } from '../pec/daticert.js';

/** A registration in a protocol: CodiceAmministrazione, CodiceAOO, number and day. */
export interface Registration {
  readonly code: string;
  readonly number: string;
  /** `2022-03-10`. */
  readonly day: string;
}

/** What an XML of the protocol systems speaks of. */
export interface ProtocolFacts {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly registration: Registration;
  /** Subject of the letter received. */
  readonly received: string | null;
  /** The sender's own registration, when its letter quoted one. */
  readonly receivedRegistration: Registration | null;
  readonly reason: string;
  readonly document: string;
}

export type ProtocolFile =
  'Segnatura.xml' | 'Conferma.xml' | 'Aggiornamento.xml' | 'Eccezione.xml' | 'Annullamento.xml';

/** Interoperability of protocol systems (circolare AIPA 28/2001, AgID 60/2013): one file a message. */
export function protocolXml(file: ProtocolFile, facts: ProtocolFacts): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...BODIES[file](facts), ''].join('\n');
}

const ROOT = 'versione="2009-12-03" xml:lang="it"';

const identifier = ({ code, number, day }: Registration): readonly string[] => [
  '<Identificatore>',
  `<CodiceAmministrazione>${xml(code)}</CodiceAmministrazione>`,
  `<CodiceAOO>${xml(code.toUpperCase())}</CodiceAOO>`,
  '<CodiceRegistro>RP</CodiceRegistro>',
  `<NumeroRegistrazione>${xml(number)}</NumeroRegistrazione>`,
  `<DataRegistrazione>${day}</DataRegistrazione>`,
  '</Identificatore>',
];

const receivedMessage = ({ received, receivedRegistration }: ProtocolFacts): readonly string[] => [
  '<MessaggioRicevuto>',
  ...(receivedRegistration === null
    ? [`<DescrizioneMessaggio>${xml(received ?? '')}</DescrizioneMessaggio>`]
    : identifier(receivedRegistration)),
  '</MessaggioRicevuto>',
];

const BODIES: Readonly<Record<ProtocolFile, (facts: ProtocolFacts) => readonly string[]>> = {
  'Segnatura.xml': (facts) => [
    `<Segnatura ${ROOT}>`,
    '<Intestazione>',
    ...identifier(facts.registration),
    '<Origine>',
    `<IndirizzoTelematico tipo="smtp">${xml(facts.from)}</IndirizzoTelematico>`,
    '<Mittente>',
    '<Amministrazione>',
    `<Denominazione>Comune di ${xml(facts.name)}</Denominazione>`,
    `<CodiceAmministrazione>${xml(facts.registration.code)}</CodiceAmministrazione>`,
    '</Amministrazione>',
    '<AOO>',
    `<Denominazione>Comune di ${xml(facts.name)}</Denominazione>`,
    `<CodiceAOO>${xml(facts.registration.code.toUpperCase())}</CodiceAOO>`,
    '</AOO>',
    '</Mittente>',
    '</Origine>',
    '<Destinazione confermaRicezione="si">',
    `<IndirizzoTelematico tipo="smtp">${xml(facts.to)}</IndirizzoTelematico>`,
    '</Destinazione>',
    `<Oggetto>${xml(facts.subject)}</Oggetto>`,
    '</Intestazione>',
    ...(facts.receivedRegistration === null
      ? []
      : [
          '<Riferimenti>',
          '<Messaggio>',
          ...identifier(facts.receivedRegistration),
          '</Messaggio>',
          '</Riferimenti>',
        ]),
    '<Descrizione>',
    `<Documento nome="${xml(facts.document)}" tipoRiferimento="MIME">`,
    `<Oggetto>${xml(facts.subject)}</Oggetto>`,
    '</Documento>',
    '</Descrizione>',
    '</Segnatura>',
  ],
  'Conferma.xml': (facts) => [
    `<ConfermaRicezione ${ROOT}>`,
    ...identifier(facts.registration),
    ...receivedMessage(facts),
    '</ConfermaRicezione>',
  ],
  'Aggiornamento.xml': (facts) => [
    `<AggiornamentoConferma ${ROOT}>`,
    ...identifier(facts.registration),
    ...receivedMessage(facts),
    '</AggiornamentoConferma>',
  ],
  'Eccezione.xml': (facts) => [
    `<NotificaEccezione ${ROOT}>`,
    ...receivedMessage(facts),
    `<Motivo>${xml(facts.reason)}</Motivo>`,
    '</NotificaEccezione>',
  ],
  'Annullamento.xml': (facts) => [
    `<AnnullamentoProtocollazione ${ROOT}>`,
    ...identifier(facts.registration),
    `<Motivo>${xml(facts.reason)}</Motivo>`,
    '</AnnullamentoProtocollazione>',
  ],
};
