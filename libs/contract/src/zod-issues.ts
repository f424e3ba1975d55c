import { DomainError } from '@app/domain';
import { z } from 'zod';
import type { ContractIssue } from './contract-error.js';

const TYPES: Readonly<Record<string, string>> = {
  string: 'un testo tra virgolette',
  number: 'un numero',
  int: 'un numero intero',
  boolean: 'true oppure false',
  array: 'un elenco [ … ]',
  object: 'un oggetto { … }',
  null: 'null',
};

/** A value as a person finds it in the file; long ones are cut. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'niente';
  const written = JSON.stringify(value) ?? String(value);
  // What is no character is shown by its code, as JSON shows the controls.
  const text = written.replaceAll(/\p{Noncharacter_Code_Point}/gu, (char) =>
    [...Array(char.length).keys()].map((n) => `\\u${char.charCodeAt(n).toString(16)}`).join(''),
  );
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Follows a path of keys into parsed JSON; undefined when it leads nowhere. */
function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (value === null || typeof value !== 'object') return undefined;
    return (value as Record<PropertyKey, unknown>)[key];
  }, data);
}

/** `rungs[2].offset`: the field as a person would look for it. */
export function showPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number'
        ? `${text}[${key}]`
        : text === ''
          ? String(key)
          : `${text}.${String(key)}`,
    '',
  );
}

/** Every zod issue as field, value found and an Italian sentence that says what to write. */
export function contractIssues(error: z.ZodError, data: unknown): readonly ContractIssue[] {
  return error.issues.flatMap((issue) => {
    const field = showPath(issue.path) || 'documento';
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: showPath([...issue.path, key]),
        found: showValue(valueAt(data, [...issue.path, key])),
        message: 'campo sconosciuto: toglierlo o correggerne il nome',
      }));
    }
    const found = valueAt(data, issue.path);
    return [{ field, found: showValue(found), message: sentence(issue, found) }];
  });
}

function sentence(issue: z.core.$ZodIssue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${found === undefined ? 'campo mancante: scrivere' : 'scrivere'} ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `scrivere ${issue.values.map((value) => showValue(value)).join(' oppure ')}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'non può essere vuoto: scrivere almeno un valore'
        : `scrivere un numero non minore di ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `scrivere al massimo ${issue.maximum} caratteri`
        : `scrivere un numero non maggiore di ${issue.maximum}`;
    case 'invalid_union':
      return unionSentence(issue, found);
    default:
      return issue.message;
  }
}

/** Of a union, what each branch would have taken. */
function unionSentence(issue: z.core.$ZodIssueInvalidUnion, found: unknown): string {
  const ways = issue.errors.flatMap((branch) =>
    branch.slice(0, 1).map((one) => sentence(one, found)),
  );
  return [...new Set(ways)].join('; oppure ') || issue.message;
}

/**
 * A zod type read by a function of the domain: its DomainError becomes the issue, so that a date is refused in one
 * place with one sentence.
 *
 * @example readBy((text) => localDate(text))
 */
export function readBy<T>(
  read: (text: string) => T,
): z.ZodPipe<z.ZodString, z.ZodTransform<T, string>> {
  return z.string().transform((text, context) => {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      context.addIssue({ code: 'custom', message: `scrivere ${error.expected}` });
      return z.NEVER;
    }
  });
}
