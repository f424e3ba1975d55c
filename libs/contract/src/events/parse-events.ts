import type { Fact, Instant, IstatCode, Municipality, Survey } from '@app/domain';
import { instant, localDate, startOfDay } from '@app/domain';
import type { EventContext } from './make-fact.js';
import { makeFacts } from './make-fact.js';
import type { EventLine } from './read-line.js';
import { domainRead, readLine } from './read-line.js';
import type { Downtime, EventError, ParsedEvents } from './types.js';
import { LineFault } from './types.js';

/**
 * Reads an events file: one JSON object a line; BOM, CRLF and blank lines are tolerated. A bad line is reported with its
 * number, field, what was found and what is expected, and the others are read all the same.
 *
 * A line without `round` gets the round that fits its type and day; an extension for all becomes one fact for each
 * municipality (`<id>/<istat>`); `downtime` makes no fact.
 *
 * @example parseEvents('{"at":"2022-03-10T10:00:00+01:00","municipality":"110001","type":"typed"}', survey, all).facts[0]?.id
 * //=> 'event-1'
 */
export function parseEvents(
  jsonl: string,
  survey: Survey,
  municipalities: readonly Municipality[],
): ParsedEvents {
  const context: EventContext = {
    survey,
    municipalities: new Map(municipalities.map((one) => [one.istat, one])),
  };
  const errors: EventError[] = [];
  const attempt = (line: number, read: () => void): void => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof LineFault)) throw error;
      errors.push(eventError(line, error));
    }
  };
  const events = readEvents(jsonl, attempt);
  const downtimes: Downtime[] = [];
  const facts: { readonly fact: Fact; readonly line: number }[] = [];
  const byMunicipality = new Map<IstatCode, Fact[]>();
  const earlier = (istat: IstatCode): readonly Fact[] => byMunicipality.get(istat) ?? [];
  // In order of time, so that a validation finds the transmission that it answers wherever the file has it.
  for (const event of [...events].sort((a, b) => order(a.at, b.at) || a.line - b.line)) {
    attempt(event.line, () => {
      if (event.type === 'downtime') {
        downtimes.push(readDowntime(event));
        return;
      }
      for (const fact of makeFacts(context, event, earlier)) {
        facts.push({ fact, line: event.line });
        const known = byMunicipality.get(fact.municipality);
        if (known === undefined) byMunicipality.set(fact.municipality, [fact]);
        else known.push(fact);
      }
    });
  }
  facts.sort((a, b) => order(a.fact.recordedAt, b.fact.recordedAt) || a.line - b.line);
  return {
    facts: facts.map(({ fact }) => fact),
    downtimes,
    errors: errors.sort((a, b) => a.line - b.line),
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readEvents(
  jsonl: string,
  attempt: (line: number, read: () => void) => void,
): readonly EventLine[] {
  const events: EventLine[] = [];
  const ids = new Map<string, number>();
  jsonl
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((text, i) => {
      if (text.trim() === '') return;
      const line = i + 1;
      attempt(line, () => {
        const event = readLine(text, line);
        const first = ids.get(event.id);
        if (first !== undefined) {
          throw new LineFault('id', event.id, `un identificativo non già usato (riga ${first})`);
        }
        ids.set(event.id, line);
        events.push(event);
      });
    });
  return events;
}

/** Until a day means until its first moment, so that the 09:00 tick of that day runs. */
function readDowntime(event: EventLine): Downtime {
  const { fields } = event;
  const isDay = typeof fields['until'] === 'string' && fields['until'].length === 10;
  const until: Instant = isDay
    ? startOfDay(domainRead(fields, 'until', localDate))
    : domainRead(fields, 'until', instant);
  if (until <= event.at) {
    throw new LineFault('until', fields['until'], `un momento successivo a at (${event.at})`);
  }
  return { from: event.at, until };
}

function eventError(line: number, fault: LineFault): EventError {
  const value = fault.shown;
  const message = `riga ${line}, campo ${fault.field}: trovato ${value}, atteso ${fault.expected}`;
  return { line, field: fault.field, value, message };
}
