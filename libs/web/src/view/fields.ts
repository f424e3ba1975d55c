import { LONGEST_TEXT, textFault } from '@app/contract';
import { DomainError, localDate } from '@app/domain';
import type { LocalDate, Municipality } from '@app/domain';
import { municipalityAsked, municipalityChoice } from './municipality-choice.js';

/** One field of a form, as the table of a form gives it. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly type: 'date' | 'text' | 'textarea' | 'number' | 'select' | 'municipality';
  readonly required: boolean;
  readonly hint?: string;
  readonly options?: readonly { readonly value: string; readonly word: string }[];
  /** Of a municipality: all that one may choose. */
  readonly municipalities?: ReadonlyMap<string, Pick<Municipality, 'istat' | 'name'>>;
  /** What stands there before anybody types. */
  readonly initial?: string;
}

export type FieldValues = Readonly<Record<string, string>>;

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** What was typed, by field; nothing else of the form. */
export function valuesOf(
  fields: readonly FieldSpec[],
  form: Readonly<Record<string, unknown>>,
): FieldValues {
  return Object.fromEntries(
    fields.map(({ name }) => {
      const value = form[name];
      return [name, typeof value === 'string' ? value.trim() : ''];
    }),
  );
}

/** What is wrong with what was typed, in the order of the fields. */
export function faultsOf(fields: readonly FieldSpec[], values: FieldValues): FieldFault[] {
  return fields.flatMap((field) => {
    const message = faultOf(field, values[field.name] ?? '');
    return message === null ? [] : [{ field: field.name, message }];
  });
}

function faultOf(field: FieldSpec, value: string): string | null {
  if (value === '') return field.required ? `«${field.label}» manca.` : null;
  const wrong = textFault(value, 'text', LONGEST_TEXT);
  if (wrong !== null) return `«${field.label}» ${wrong}.`;
  if (field.type !== 'textarea' && /[\t\r\n]/.test(value))
    return `«${field.label}» va scritto su una riga sola.`;
  if (field.type === 'date' && dayOrNull(value) === null)
    return `«${field.label}» non è una data che esiste: «${value}».`;
  if (field.type === 'number' && !/^\d{1,6}$/.test(value))
    return `«${field.label}» deve essere un numero intero, senza segno: «${value}».`;
  if (field.type === 'select' && !field.options?.some((option) => option.value === value))
    return `«${field.label}»: scegliere una delle voci.`;
  if (field.type === 'municipality')
    return municipalityAsked(value, field.municipalities ?? new Map()).problem;
  return null;
}

/** The day that a text writes, or null. */
export function dayOrNull(text: string): LocalDate | null {
  try {
    return localDate(text, 'data');
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Fields as the partial «campo» shows them: with what was typed and what is wrong with it. */
export function fieldViews(
  fields: readonly FieldSpec[],
  values: FieldValues | null,
  faults: readonly FieldFault[] = [],
) {
  return fields.map((field) => {
    const value = values?.[field.name] ?? (values === null ? (field.initial ?? '') : '');
    const error = faults.find((fault) => fault.field === field.name)?.message ?? null;
    const described = [field.hint ? `aiuto-${field.name}` : '', error ? `errore-${field.name}` : '']
      .filter(Boolean)
      .join(' ');
    const options = field.options?.map((option) => ({
      ...option,
      selected: option.value === value,
    }));
    return { ...field, value, error, described, options, choice: choiceOf(field, value) };
  });
}

function choiceOf({ type, municipalities, required }: FieldSpec, value: string) {
  if (type !== 'municipality' || municipalities === undefined) return undefined;
  const asked = municipalityAsked(value, municipalities);
  return municipalityChoice(municipalities, asked, required ? undefined : '');
}
