import { NotFoundException } from '@nestjs/common';
import type { Municipality, Survey, VariationKind } from '@app/domain';
import { VARIATION_NAMES } from '@app/domain';
import type { ReferenceData } from '@app/workflow';
import { isAddressee } from '@app/workflow';
import { dayOrNull } from '../../view/fields.js';
import { municipalityAsked } from '../../view/municipality-choice.js';
import { oneOf, queryText } from '../../view/paging.js';
import { plainText } from '../../view/plain-text.js';

export const KINDS = Object.keys(VARIATION_NAMES) as VariationKind[];

type Asked = Readonly<Record<string, unknown>>;

/** The survey of the stock and whom it asks, by code in order of name. */
export interface Owners {
  readonly survey: Survey;
  readonly municipalities: ReadonlyMap<string, Municipality>;
}

/** Put in order once for the same reference data: a nation's names take a while. */
const OWNERS = new WeakMap<ReferenceData, Owners>();

const ITALIAN = new Intl.Collator('it');

function ownersOf(data: ReferenceData): Owners | null {
  const survey = [...data.surveys.values()][0];
  if (survey === undefined) return null;
  const asked = [...data.municipalities.values()]
    .filter(({ istat }) => isAddressee(survey, istat))
    .sort((a, b) => ITALIAN.compare(a.name, b.name));
  return { survey, municipalities: new Map(asked.map((one) => [one.istat, one])) };
}

/** Those whose stock is told; there is no page without a survey. */
export function ownersIn(data: ReferenceData): Owners {
  const found = OWNERS.get(data) ?? ownersOf(data);
  if (found === null) throw new NotFoundException();
  OWNERS.set(data, found);
  return found;
}

/** The name of a municipality, or its code. */
export function nameIn(
  municipalities: ReadonlyMap<string, Municipality>,
): (istat: string) => string {
  return (istat) => municipalities.get(istat)?.name ?? istat;
}

/** What an address asks of the snapshots: the page and its files read it alike. */
export function ownersAsked(municipalities: ReadonlyMap<string, Municipality>, asked: Asked) {
  const text = queryText(asked['comune']);
  const wanted = plainText(text ?? '');
  const matching = [...municipalities.values()].filter(
    ({ name }) => text === undefined || plainText(name).includes(wanted),
  );
  return { text, matching };
}

/** What an address asks of the register of variations: the page and its files read it alike. */
export function variationsAsked(municipalities: ReadonlyMap<string, Municipality>, asked: Asked) {
  const place = municipalityAsked(asked['comune'], municipalities);
  const filter = {
    municipality: place.chosen?.istat,
    kind: oneOf(asked['tipo'], KINDS),
    from: dayOrNull(queryText(asked['da']) ?? '') ?? undefined,
    to: dayOrNull(queryText(asked['a']) ?? '') ?? undefined,
  };
  return { place, filter };
}
