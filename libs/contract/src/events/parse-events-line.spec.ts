import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '../defaults.js';
import { parseEvents } from './parse-events.js';
import { AT, one, parse } from './testing/event-lines.js';

describe('what every line may say', () => {
  it('keeps id, actor, evidence and a later record', () => {
    const fact = one({
      type: 'typed',
      id: 'a-1',
      actor: 'rossi',
      evidence: 'f00d',
      recordedAt: '2022-03-12T08:00:00Z',
    });
    expect(fact).toMatchObject({
      id: 'a-1',
      actor: 'rossi',
      evidence: 'f00d',
      occurredAt: '2022-03-10T09:00:00.000Z',
      recordedAt: '2022-03-12T08:00:00.000Z',
    });
  });

  it('numbers ids by the line of the file, blank lines counted', () => {
    const { facts } = parse('', { at: AT, municipality: '110001', type: 'typed' });
    expect(facts[0]?.id).toBe('event-2');
  });

  it('gives facts in order of recording, then of lines', () => {
    const typed = { municipality: '110001', type: 'typed' };
    const { facts } = parse(
      { ...typed, at: '2022-03-12T10:00:00Z' },
      { ...typed, at: '2022-03-10T10:00:00Z', recordedAt: '2022-03-20T10:00:00Z' },
      { ...typed, at: '2022-03-11T10:00:00Z' },
      { ...typed, at: '2022-03-11T10:00:00Z' },
    );
    expect(facts.map(({ id }) => id)).toEqual(['event-3', 'event-4', 'event-1', 'event-2']);
  });

  it('tolerates CRLF, a byte order mark and blank lines', () => {
    const line = JSON.stringify({ at: AT, municipality: '110001', type: 'typed' });
    const text = `\uFEFF${line}\r\n\r\n  \r\n${line}\r\n`;
    const { facts, errors } = parseEvents(text, defaultSurvey(), defaultMunicipalities());
    expect(errors).toEqual([]);
    expect(facts.map(({ id }) => id)).toEqual(['event-1', 'event-4']);
  });

  it('is nothing for an empty file', () => {
    expect(parse('')).toEqual({ facts: [], downtimes: [], errors: [] });
  });
});
