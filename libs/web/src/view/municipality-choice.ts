import type { Municipality } from '@app/domain';
import { plainText } from './plain-text.js';

/** Beyond so many a list is no choice any more: one writes the name. */
export const MOST_LISTED = 50;
/** How many names are offered to whoever wrote one that is not enough. */
const OFFERED = 10;

const ITALIAN = new Intl.Collator('it');

type Named = Pick<Municipality, 'istat' | 'name'>;

/** What was written where a municipality is to be chosen. */
export interface MunicipalityAsked<M extends Named = Named> {
  /** The one that it names; undefined when nothing was written, or nobody is found by it. */
  readonly chosen: M | undefined;
  /** As it stands in the field: the name of the one that was found, or what was written. */
  readonly typed: string;
  /** Why nobody was found, in a sentence; null when one was, or nothing was written. */
  readonly problem: string | null;
}

/**
 * Finds the municipality that a text names: by ISTAT code, by name, by name with the code that tells two alike apart, or
 * by a part of its name that no other has; without regard to case and accents.
 *
 * @example municipalityAsked('andr', municipalities).chosen?.name //=> 'Andria'
 */
export function municipalityAsked<M extends Named>(
  value: unknown,
  municipalities: ReadonlyMap<string, M>,
): MunicipalityAsked<M> {
  const text = typeof value === 'string' ? value.trim().slice(0, 200) : '';
  if (text === '') return { chosen: undefined, typed: '', problem: null };
  const coded = municipalities.get(/^(?:.*\()?(\d{6})\)?$/.exec(text)?.[1] ?? '');
  if (coded !== undefined) return found(coded);
  const all = [...municipalities.values()];
  const wanted = plainText(text);
  const same = all.filter(({ name }) => plainText(name) === wanted);
  const near = same.length > 0 ? same : all.filter(({ name }) => plainText(name).includes(wanted));
  const [first] = near;
  if (near.length === 1 && first !== undefined) return found(first);
  return { chosen: undefined, typed: text, problem: problemOf(text, near) };
}

const found = <M extends Named>(chosen: M): MunicipalityAsked<M> => ({
  chosen,
  typed: chosen.name,
  problem: null,
});

function problemOf(text: string, near: readonly Named[]): string {
  if (near.length === 0) {
    return `Nessun Comune si chiama «${text}», né ha questo codice ISTAT.`;
  }
  const offered = near.slice(0, OFFERED).map(({ istat, name }) => `${name} (${istat})`);
  const others = near.length - offered.length;
  const more = others === 0 ? '' : others === 1 ? ' e un altro' : ` e altri ${others}`;
  return `«${text}» può essere più di un Comune: ${offered.join(', ')}${more}. Scrivere il nome intero o il codice ISTAT.`;
}

/** A choice among municipalities as the partial «scelta_comune» shows it. */
export interface MunicipalityChoice {
  /** A short list to choose from; null: one writes the name. */
  readonly listed:
    readonly { readonly value: string; readonly word: string; readonly selected: boolean }[] | null;
  readonly typed: string;
  readonly problem: string | null;
}

/**
 * The choice with what was asked: a list as long as it can be looked through, in order of name, else a field to write in.
 *
 * @param nobody the word for choosing none; undefined when one must be chosen
 */
export function municipalityChoice(
  municipalities: ReadonlyMap<string, Named>,
  { chosen, typed, problem }: MunicipalityAsked,
  nobody?: string,
): MunicipalityChoice {
  if (municipalities.size > MOST_LISTED) return { listed: null, typed, problem };
  const all = [...municipalities.values()].sort((a, b) => ITALIAN.compare(a.name, b.name));
  const none = { value: '', word: nobody ?? '', selected: chosen === undefined };
  return {
    listed: [
      ...(nobody === undefined ? [] : [none]),
      ...all.map(({ istat, name }) => ({
        value: istat,
        word: name,
        selected: istat === chosen?.istat,
      })),
    ],
    typed,
    problem,
  };
}

/** Names that begin with a text, then those that contain it: what a field offers while one writes. */
export function municipalitiesLike<M extends Named>(
  text: string | undefined,
  municipalities: Iterable<M>,
): M[] {
  const wanted = plainText(text ?? '').trim();
  if (wanted === '') return [];
  const like = [...municipalities].flatMap((one) => {
    const at = plainText(one.name).indexOf(wanted);
    return at === -1 && one.istat !== wanted ? [] : [{ one, at }];
  });
  return like
    .sort((a, b) => Number(a.at > 0) - Number(b.at > 0) || (a.one.name < b.one.name ? -1 : 1))
    .slice(0, OFFERED)
    .map(({ one }) => one);
}

/** What is wrong with the choice, for the list of errors of a page. */
export function municipalityFaults({ problem }: MunicipalityAsked, field = 'comune') {
  return problem === null ? [] : [{ field, message: problem }];
}
