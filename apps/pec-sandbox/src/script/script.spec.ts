import { describe, expect, it } from '@jest/globals';
import { batScript } from './bat.js';
import { parseScript, ScriptError } from './parse.js';
import { fateOf, recipientFor, timingOf } from './schema.js';
import { durationMs } from './values.js';

const faultOf = (value: unknown): string => {
  try {
    parseScript(value);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ScriptError);
    return (error as Error).message;
  }
};

describe('a script', () => {
  it('needs nothing but its version', () => {
    expect(parseScript({ version: 1 })).toEqual({ version: 1 });
  });

  it('is refused with every fault and its place', () => {
    const message = faultOf({
      version: 1,
      timing: { delivery: '60 s' },
      recipients: [{ address: 'senza-chiocciola', fate: { do: 'sparita' } }],
      municipalities: [
        {
          istat: '1100',
          name: 'Andria',
          address: 'a@b.it',
          rules: [
            { id: 'a', when: { day: '2022-06-31' }, action: { do: 'conferma' } },
            { id: 'a', when: { day: '2022-06-30' }, action: { do: 'conferma' } },
          ],
        },
      ],
      sconosciuto: true,
    });
    expect(message).toContain('timing.delivery: durata «60 s» non valida');
    expect(message).toContain('recipients.0.address: atteso un indirizzo come');
    expect(message).toContain('recipients.0.fate.do: esito sconosciuto');
    expect(message).toContain('municipalities.0.istat: atteso un codice ISTAT di sei cifre');
    expect(message).toContain(
      'municipalities.0.rules.0.when.day: data «2022-06-31» non valida: attesa una come',
    );
    expect(message).toContain('sconosciuto');
  });

  it('may not name two rules of a municipality alike: ids follow from the name', () => {
    const rule = { id: 'a', when: { day: '2022-06-30' }, action: { do: 'conferma' } };
    const one = { istat: '110001', name: 'Andria', address: 'a@b.it', rules: [rule, rule] };
    expect(faultOf({ version: 1, municipalities: [one] })).toContain(
      'la regola «a» del comune 110001 è scritta due volte',
    );
  });

  it('finds an address exactly first, then by domain, then for all', () => {
    const script = parseScript({
      version: 1,
      recipients: [
        { address: '*', fate: { do: 'full' } },
        { address: '*@x.it', fate: { do: 'virus' } },
        { address: 'A@x.it', fate: { do: 'not-certified' } },
      ],
    });
    const fate = (address: string): string => fateOf(recipientFor(script, address), 0).do;
    expect([fate('a@X.it'), fate('b@x.it'), fate('b@y.it')]).toEqual([
      'not-certified',
      'virus',
      'full',
    ]);
  });

  it('gives each letter its fate in turn and repeats the last', () => {
    const script = parseScript({
      version: 1,
      recipients: [{ address: 'a@x.it', fate: [{ do: 'full' }, { do: 'delivered' }] }],
    });
    const entry = recipientFor(script, 'a@x.it');
    expect([0, 1, 2].map((n) => fateOf(entry, n).do)).toEqual(['full', 'delivered', 'delivered']);
    expect(fateOf(null, 5)).toEqual({ do: 'delivered' });
  });

  it('has the usual times: 2 s, 60 s, 12 h, 24 h', () => {
    expect(timingOf(parseScript({ version: 1 }))).toEqual({
      acceptance: 2_000,
      delivery: 60_000,
      failure: 60_000,
      firstNotice: 43_200_000,
      lastNotice: 86_400_000,
    });
  });
});

it.each([
  ['PT2S', 2_000],
  ['PT1H30M', 5_400_000],
  ['P3D', 259_200_000],
  ['P1W', 604_800_000],
  ['P1DT1S', 86_401_000],
  ['PT0S', 0],
  ['P', null],
  ['PT', null],
  ['P1M', null],
  ['2S', null],
])('reads the duration %s', (text, milliseconds) => {
  expect(durationMs(text)).toBe(milliseconds);
});

describe('the script of the ten comuni', () => {
  it('is a valid script with all ten of the letter, each at its address', () => {
    const script = parseScript(batScript());
    expect(script.municipalities?.map(({ istat }) => istat)).toEqual(
      Array.from({ length: 10 }, (_, i) => String(110001 + i)),
    );
  });

  it('is the same whenever it is asked for, and plain data', () => {
    expect(JSON.parse(JSON.stringify(batScript()))).toEqual(batScript());
  });
});
