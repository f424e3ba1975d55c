/** One content line: name, parameters, value (RFC 5545, 3.1). */
export interface ContentLine {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}

export type CalendarComponent = Readonly<Record<string, readonly ContentLine[]>>;

const LONGEST = 75;

/**
 * Reads a calendar strictly by RFC 5545: CRLF line ends only, at most 75 octets a line, nothing cut inside a character,
 * components that open and close.
 *
 * @throws Error that names the line and the section
 */
export function readCalendar(text: string): {
  readonly calendar: CalendarComponent;
  readonly events: readonly CalendarComponent[];
} {
  if (!text.endsWith('\r\n')) throw new Error('3.1: the last line does not end with CRLF');
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`3.1: a bare CR or LF in «${line}»`);
    if (Buffer.byteLength(line) > LONGEST) throw new Error(`3.1: over 75 octets: «${line}»`);
    if (/\p{Surrogate}/u.test(line)) throw new Error(`3.1: half a character in «${line}»`);
  }
  const lines = physical
    .join('\r\n')
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map(readLine);
  return componentsOf(lines);
}

function readLine(line: string): ContentLine {
  const found = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/.exec(line);
  if (found === null) throw new Error(`3.1: no content line: «${line}»`);
  const pairs = (found[2] ?? '').split(';').filter(Boolean);
  return {
    name: found[1] ?? '',
    parameters: Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string])),
    value: found[3] ?? '',
  };
}

function componentsOf(lines: readonly ContentLine[]) {
  const open: string[] = [];
  const calendar: Record<string, ContentLine[]> = {};
  const events: Record<string, ContentLine[]>[] = [];
  for (const line of lines) {
    if (line.name === 'BEGIN') {
      open.push(line.value);
      if (line.value === 'VEVENT') events.push({});
    } else if (line.name === 'END') {
      if (open.pop() !== line.value) throw new Error(`3.6: END:${line.value} closes another`);
    } else {
      const into = open.at(-1) === 'VEVENT' ? events.at(-1) : calendar;
      if (into === undefined || open.length === 0) throw new Error(`3.4: ${line.name} is outside`);
      (into[line.name] ??= []).push(line);
    }
  }
  if (open.length > 0) throw new Error(`3.6: ${open.join(', ')} stays open`);
  return { calendar, events };
}

/** A TEXT value as it was meant. @throws Error on a sign that should be escaped (3.3.11) */
export function textOf(line: ContentLine | undefined): string {
  const value = line?.value ?? '';
  if (/(^|[^\\])(\\\\)*[;,]/.test(value)) throw new Error(`3.3.11: not escaped: «${value}»`);
  return value.replaceAll(/\\([\\;,nN])/g, (_all, sign: string) =>
    sign.toLowerCase() === 'n' ? '\n' : sign,
  );
}
