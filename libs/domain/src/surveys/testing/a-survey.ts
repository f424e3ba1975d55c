import { localDate } from '../../calendar/local-date.js';
import type { Survey } from '../types.js';

/** A survey with the dates of the letter, for tests of the domain, which reads no file. */
export function aSurvey(changes: Partial<Survey> = {}): Survey {
  return {
    id: 'push-erp',
    version: 1,
    title: 'Ricognizione di prova',
    shortTitle: 'Ricognizione',
    legalBasis: [],
    signatories: [],
    contacts: [],
    office: 'Ufficio di prova',
    addressees: 'all',
    firstReference: localDate('2021-12-31'),
    referenceDays: ['06-30', '12-31'],
    readings: [],
    dueOffset: { unit: 'months', count: 3 },
    acceptanceOffset: { unit: 'months', count: 12 },
    lockOffset: { unit: 'months', count: 18 },
    saturday: 'working',
    trackingStartsOn: null,
    rungs: [],
    sendTime: '09:00',
    windowFrom: '08:30',
    windowTo: '17:30',
    gapWorkingDays: 3,
    staleAfterDays: 10,
    presumeNoChange: false,
    lapseDays: 30,
    correction: 'click',
    requiresProtocol: false,
    requiresFourEyes: false,
    nilSubject: '{comune} {data}',
    noChangeSubject: '{comune} {data}',
    ...changes,
  };
}
