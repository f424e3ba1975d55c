import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDate } from '@app/domain';
import type { Departure, MayLeave } from './may-leave.js';
import { mayLeave } from './may-leave.js';

const DUTY = 'push-erp/2021-12-31';
const PROTOCOL = { number: '0001234', date: localDate('2022-03-16'), awaitSigned: false };
const APPROVAL = { obligations: [DUTY], template: 'reminder', templateVersion: 'v1' } as const;

/** A letter that nothing holds back. */
const READY: Departure = {
  survey: { shortTitle: 'PUSH ERP', requiresProtocol: false, requiresFourEyes: false },
  letter: { template: 'reminder' },
  obligations: [DUTY],
  to: 'protocollo@pec.comune.example',
  trial: false,
  allowList: [],
  approvals: [],
  templateVersion: 'v1',
  protocol: null,
  papers: [],
};

const asking = (asks: Partial<Departure['survey']>): Departure['survey'] => ({
  ...READY.survey,
  ...asks,
});
const answer = (result: MayLeave): string => (result.go ? 'go' : `${result.ends}: ${result.code}`);

describe('a letter', () => {
  it.each<[string, Partial<Departure>, string]>([
    ['leaves when nothing is asked of it', {}, 'go'],
    [
      'stops in trial when its address is on no list',
      { trial: true },
      'stopped: not-allowed-in-trial',
    ],
    [
      'stops in trial when another address is allowed',
      { trial: true, allowList: ['altro@pec.example'] },
      'stopped: not-allowed-in-trial',
    ],
    ['leaves in trial to an allowed address', { trial: true, allowList: [READY.to] }, 'go'],
    [
      'leaves in trial to an allowed address in other letters',
      { trial: true, allowList: [READY.to], to: 'Protocollo@PEC.comune.example' },
      'go',
    ],
    ['heeds no list outside trial', { allowList: ['altro@pec.example'] }, 'go'],
    [
      'waits for approval where the survey asks for four eyes',
      { survey: asking({ requiresFourEyes: true }) },
      'waiting: unapproved',
    ],
    [
      'leaves when approved',
      { survey: asking({ requiresFourEyes: true }), approvals: [APPROVAL] },
      'go',
    ],
    [
      'waits for a new approval when it names more than was seen',
      {
        survey: asking({ requiresFourEyes: true }),
        approvals: [APPROVAL],
        obligations: [DUTY, 'push-erp/2022-06-30'],
      },
      'waiting: approval-outdated',
    ],
    [
      'leaves when it names less than was approved',
      {
        survey: asking({ requiresFourEyes: true }),
        approvals: [{ ...APPROVAL, obligations: [DUTY, 'push-erp/2022-06-30'] }],
      },
      'go',
    ],
    [
      'waits for a new approval when the template has changed since',
      { survey: asking({ requiresFourEyes: true }), approvals: [APPROVAL], templateVersion: 'v2' },
      'waiting: approval-outdated',
    ],
    [
      'waits for its protocol number where the survey asks for it',
      { survey: asking({ requiresProtocol: true }) },
      'waiting: protocol-missing',
    ],
    [
      'leaves with its protocol number',
      { survey: asking({ requiresProtocol: true }), protocol: PROTOCOL },
      'go',
    ],
    [
      'waits for the signed PDF when that was asked for',
      { protocol: { ...PROTOCOL, awaitSigned: true } },
      'waiting: signature-missing',
    ],
    [
      'is not content with a Segnatura in place of the signed PDF',
      { protocol: { ...PROTOCOL, awaitSigned: true }, papers: ['segnatura'] },
      'waiting: signature-missing',
    ],
    [
      'leaves with the signed PDF',
      { protocol: { ...PROTOCOL, awaitSigned: true }, papers: ['signed-pdf'] },
      'go',
    ],
    [
      'uses up no protocol number before it is approved',
      { survey: asking({ requiresFourEyes: true, requiresProtocol: true }) },
      'waiting: unapproved',
    ],
    [
      'is not approved in trial for an address that is not allowed',
      { trial: true, survey: asking({ requiresFourEyes: true, requiresProtocol: true }) },
      'stopped: not-allowed-in-trial',
    ],
  ])('%s', (_rule, change, expected) => {
    expect(answer(mayLeave({ ...READY, ...change }))).toBe(expected);
  });

  it('says why in a sentence that names what to do', () => {
    const trial = mayLeave({ ...READY, trial: true });
    expect(trial).toMatchObject({ reason: expect.stringContaining(READY.to) });
    expect(trial).toMatchObject({ reason: expect.stringContaining('Via libera') });
    const unapproved = mayLeave({ ...READY, survey: asking({ requiresFourEyes: true }) });
    expect(unapproved).toMatchObject({
      reason: expect.stringMatching(/^In attesa di approvazione/),
    });
    const protocol = mayLeave({ ...READY, survey: asking({ requiresProtocol: true }) });
    expect(protocol).toMatchObject({ reason: expect.stringMatching(/^In attesa di protocollo/) });
  });

  it('never leaves without what the survey asks for, whatever else is there', () => {
    const anything = fc.record({
      trial: fc.boolean(),
      allowList: fc.constantFrom<readonly string[]>([], [READY.to]),
      approvals: fc.constantFrom<Departure['approvals']>([], [APPROVAL]),
      templateVersion: fc.constantFrom('v1', 'v2'),
      protocol: fc.constantFrom(null, PROTOCOL, { ...PROTOCOL, awaitSigned: true }),
      papers: fc.constantFrom<Departure['papers']>([], ['signed-pdf'], ['segnatura']),
      requiresProtocol: fc.boolean(),
      requiresFourEyes: fc.boolean(),
    });
    fc.assert(
      fc.property(anything, ({ requiresProtocol, requiresFourEyes, ...rest }) => {
        const survey = asking({ requiresProtocol, requiresFourEyes });
        const { go } = mayLeave({ ...READY, ...rest, survey });
        const approved = rest.approvals.length > 0 && rest.templateVersion === 'v1';
        const signed = rest.protocol?.awaitSigned !== true || rest.papers.includes('signed-pdf');
        expect(go).toBe(
          (!rest.trial || rest.allowList.length > 0) &&
            (!requiresFourEyes || approved) &&
            (!requiresProtocol || rest.protocol !== null) &&
            signed,
        );
      }),
    );
  });
});
