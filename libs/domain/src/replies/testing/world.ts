import { readFileSync } from 'node:fs';
import type { LocalDate } from '../../calendar/types.js';
import type { IstatCode, Municipality, PecAddress } from '../../municipalities/types.js';
import type { Survey } from '../../surveys/types.js';
import { aSurvey } from '../../surveys/testing/a-survey.js';
import type { ReplyContext, SentLetterRef } from '../types.js';

const root = new URL('../../../../../', import.meta.url);

export const readText = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const R1 = '2021-12-31' as LocalDate;
const R2 = '2022-06-30' as LocalDate;
const R3 = '2022-12-31' as LocalDate;

/** The survey and the ten municipalities of the letter, from the project's own data. */
export const survey: Survey = aSurvey(wordsOf(readText('seed/push-erp.json')));

/** What replies are compared with; dates and rungs are the test survey's. */
function wordsOf(json: string): Partial<Survey> {
  const { title, shortTitle, office, readings, nilSubject, noChangeSubject } = JSON.parse(
    json,
  ) as Survey;
  return { title, shortTitle, office, readings, nilSubject, noChangeSubject };
}

const address = (text: string, changes: Partial<PecAddress> = {}): PecAddress => ({
  address: text,
  validFrom: '2021-01-01' as LocalDate,
  validTo: null,
  source: 'letter',
  state: 'untried',
  ...changes,
});

/** Besides the letter's addresses: an alias, an address that was given up, one that comes later. */
const MORE: Readonly<Record<IstatCode, readonly PecAddress[]>> = {
  '110001': [address('patrimonio@cert.comune.andria.bt.it', { receiveOnly: true })],
  '110009': [address('comune.trani@pec.it', { validTo: '2022-01-31' as LocalDate })],
  '110008': [address('patrimonio.spinazzola@pec.it', { validFrom: '2022-07-01' as LocalDate })],
};

export const municipalities: readonly Municipality[] = readText('seed/bat-comuni.csv')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [istat = '', name = '', belfiore = '', postcode = '', , , pec = ''] = line.split(',');
    return {
      istat,
      name,
      title: 'Comune di',
      belfiore,
      postcode,
      latitude: null,
      longitude: null,
      existsFrom: null,
      existsTo: null,
      successor: null,
      addresses: [address(pec), ...(MORE[istat] ?? [])],
      closingDays: [],
    };
  });

const TOKENS: Readonly<Record<IstatCode, string>> = {
  '110001': 'SOL-ANDR22A',
  '110002': 'SOL-BARL22B',
  '110003': 'SOL-BSCG22C',
  '110004': 'SOL-CANS22D',
  '110005': 'SOL-MSAV22E',
  '110006': 'SOL-MNRV22F',
  '110007': 'SOL-SFRD22G',
  '110008': 'SOL-SPNZ22H',
  '110009': 'SOL-TRAN22J',
  '110010': 'SOL-TRNT22K',
};

/** Two letters to each municipality, one a round: ids, tokens and protocol follow from both. */
export const letters: readonly SentLetterRef[] = municipalities.flatMap(({ istat }) =>
  [R1, R2].map((round, index) => ({
    letter: `${istat}/push-erp/${round}/opening/1`,
    municipality: istat,
    rounds: [round],
    messageIds: [
      `lettera-${istat}-${index + 1}@pec.regione.example`,
      `opec292.${istat}.${index + 1}@pec.gestore.example`,
    ],
    token: `${TOKENS[istat] ?? ''}${7 + index}`,
    protocol: `AOO_080/${String(3000 + Number(istat.slice(4)) * 10 + index)}`,
  })),
);

/** When a message of the corpus came. */
const TIMES: Readonly<Record<string, { receivedOn: string; openRounds: readonly LocalDate[] }>> = {
  march: { receivedOn: '2022-03-10', openRounds: [R1] },
  july: { receivedOn: '2022-07-20', openRounds: [R1, R2] },
  closed: { receivedOn: '2023-01-16', openRounds: [R2, R3] },
};

export function contextOf(when = 'march'): ReplyContext {
  const time = TIMES[when] ?? TIMES['march'];
  const { receivedOn, openRounds } = time as NonNullable<typeof time>;
  return {
    survey,
    municipalities,
    letters: letters.filter((one) => (one.rounds[0] ?? '') < receivedOn),
    openRounds,
    receivedOn: receivedOn as LocalDate,
  };
}
