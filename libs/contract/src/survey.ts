import type { LocalDate, Survey } from '@app/domain';
import { DomainError, explainTerm, formatTerm, italianCalendar } from '@app/domain';
import type { ContractIssue } from './contract-error.js';
import { ContractError } from './contract-error.js';
import { LETTER_READING, readReferenceDay } from './reference-day.js';
import type { SurveyFile } from './survey-schema.js';
import { surveySchema } from './survey-schema.js';
import { contractIssues, showValue } from './zod-issues.js';

const HEADLINE = 'La ricognizione non è valida. Da correggere:';

/**
 * Reads a survey file, from its text or from parsed JSON. Every fault is reported at once, each naming the field, what
 * was found and what to write.
 *
 * @throws ContractError `invalid-survey` with all faults in `issues`
 * @example parseSurvey(readFileSync('seed/push-erp.json', 'utf8')).referenceDays //=> ['06-30', '12-31']
 */
export function parseSurvey(json: unknown): Survey {
  const data = typeof json === 'string' ? parseJson(json) : json;
  const parsed = surveySchema.safeParse(data);
  if (!parsed.success) {
    throw new ContractError('invalid-survey', HEADLINE, contractIssues(parsed.error, data));
  }
  const file = parsed.data;
  const days = referenceDays(file);
  const issues = [...days.issues, ...ruleIssues(file)];
  if (issues.length > 0) throw new ContractError('invalid-survey', HEADLINE, issues);
  return { ...file, referenceDays: days.days };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const message = `scrivere un documento JSON${whereIn(text, error)}`;
    throw new ContractError('invalid-survey', HEADLINE, [
      { field: 'documento', found: showValue(text), message },
    ]);
  }
}

/** Where V8 says that a text is no JSON; its words are for developers. */
function whereIn(text: string, error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  const at = /position (\d+)/.exec(said)?.[1];
  if (at === undefined) return /end of JSON/.test(said) ? ': il testo finisce prima del tempo' : '';
  const lines = text
    .replace(/^\uFEFF/, '')
    .slice(0, Number(at))
    .split('\n');
  return `: l’errore è alla riga ${lines.length}, carattere ${lines.at(-1)!.length + 1}`;
}

function referenceDays(file: SurveyFile): {
  days: readonly string[];
  issues: readonly ContractIssue[];
} {
  const confirmed = file.readings.some(({ asWritten }) => asWritten === LETTER_READING.asWritten);
  const days = new Set<string>();
  const issues: ContractIssue[] = [];
  file.referenceDays.forEach((written, i) => {
    try {
      days.add(readReferenceDay(written, confirmed));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      issues.push(issue(`referenceDays[${i}]`, written, `scrivere ${error.expected}`));
    }
  });
  return { days: [...days].sort(), issues };
}

function issue(field: string, found: unknown, message: string): ContractIssue {
  return { field, found: showValue(found), message };
}

/** What no single field can tell. */
function ruleIssues(file: SurveyFile): readonly ContractIssue[] {
  return [...dateIssues(file), ...windowIssues(file), ...rungIssues(file), ...subjectIssues(file)];
}

/** Due date ≤ acceptance cut-off ≤ lock, measured from the first reference date. */
function dateIssues(file: SurveyFile): readonly ContractIssue[] {
  const calendar = italianCalendar({ saturday: file.saturday });
  const end = (term: SurveyFile['dueOffset']): LocalDate =>
    explainTerm(file.firstReference, term, calendar).due;
  const { acceptanceOffset: acceptance, lockOffset: lock } = file;
  const issues: ContractIssue[] = [];
  if (acceptance !== null && end(acceptance) < end(file.dueOffset)) {
    const message =
      'scrivere un termine non più breve di dueOffset: si accetta almeno fino alla scadenza';
    issues.push(issue('acceptanceOffset', formatTerm(acceptance), message));
  }
  if (lock !== null && end(lock) < end(acceptance ?? file.dueOffset)) {
    const message =
      'scrivere un termine non più breve di acceptanceOffset (o di dueOffset): il blocco viene per ultimo';
    issues.push(issue('lockOffset', formatTerm(lock), message));
  }
  return [...issues, ...validityIssues(file)];
}

function validityIssues(file: SurveyFile): readonly ContractIssue[] {
  return (['legalBasis', 'signatories', 'contacts'] as const).flatMap((field) =>
    file[field].flatMap(({ validFrom, validTo }, i) =>
      validTo !== null && validTo < validFrom
        ? [
            issue(
              `${field}[${i}].validTo`,
              validTo,
              `scrivere un giorno non anteriore a validFrom (${validFrom}), o null`,
            ),
          ]
        : [],
    ),
  );
}

function windowIssues({ sendTime, windowFrom, windowTo }: SurveyFile): readonly ContractIssue[] {
  if (windowTo <= windowFrom) {
    return [issue('windowTo', windowTo, `scrivere un’ora successiva a windowFrom (${windowFrom})`)];
  }
  return sendTime < windowFrom || sendTime > windowTo
    ? [
        issue(
          'sendTime',
          sendTime,
          `scrivere un’ora da ${windowFrom} a ${windowTo}, dentro la fascia di invio`,
        ),
      ]
    : [];
}

/** The ladder climbs: ids are its keys and each rung comes after the one before. */
function rungIssues({ rungs }: SurveyFile): readonly ContractIssue[] {
  return rungs.flatMap((rung, i) => {
    const issues: ContractIssue[] = [];
    const before = rungs[i - 1];
    if (rungs.findIndex(({ id }) => id === rung.id) < i) {
      issues.push(issue(`rungs[${i}].id`, rung.id, 'scrivere un nome diverso per ogni gradino'));
    }
    if (before !== undefined && rung.offset <= before.offset) {
      const message = `scrivere un numero maggiore di ${before.offset}: i gradini vanno in ordine di tempo`;
      issues.push(issue(`rungs[${i}].offset`, rung.offset, message));
    }
    if (rung.template === 'formal-notice' && !rung.needs.includes('unlock')) {
      const message =
        'aggiungere "unlock": una diffida non parte senza base giuridica inserita da un funzionario';
      issues.push(issue(`rungs[${i}].needs`, rung.needs, message));
    }
    return issues;
  });
}

function subjectIssues(file: SurveyFile): readonly ContractIssue[] {
  return (['nilSubject', 'noChangeSubject'] as const).flatMap((field) =>
    ['{comune}', '{data}']
      .filter((mark) => !file[field].includes(mark))
      .map((mark) => issue(field, file[field], `inserire ${mark} nell’oggetto`)),
  );
}
