import type { Fact, Instant, Municipality, PecAddress, Survey } from '@app/domain';
import type { LetterModel, Protocol } from '@app/letters';
import type { LetterRow } from '@app/persistence';
import { letterModel } from '../letter-model/letter-model.js';

/** A letter that is about to leave, with what the last look said. */
export interface Departing {
  readonly survey: Survey;
  readonly municipality: Municipality;
  /** The municipality's record of the survey. */
  readonly facts: readonly Fact[];
  readonly letter: LetterRow;
  readonly check: { readonly obligations: readonly string[]; readonly address: PecAddress };
  readonly now: Instant;
}

/**
 * Everything that a departing letter says, its protocol and those of the letters that it cites included.
 *
 * @param protocols of letters to the municipality, by the letter's id
 */
export function departingModel(
  { survey, municipality, facts, letter, check, now }: Departing,
  sender: { readonly from: string; readonly sandbox: boolean },
  protocols: ReadonlyMap<string, Protocol>,
): LetterModel {
  const own = protocols.get(letter.id) ?? null;
  const model = letterModel(survey, municipality, facts, {
    template: letter.template,
    rung: letter.rung,
    obligations: check.obligations,
    at: now,
    letter: letter.id,
    repeats: letter.repeats ?? undefined,
    to: check.address.address,
    from: sender.from,
    token: letter.token,
    protocol: own === null ? null : plain(own),
    sandbox: sender.sandbox,
  });
  return protocols.size === 0 ? model : citing(model, facts, protocols);
}

const plain = ({ number, date, aoo }: Protocol): Protocol => ({ number, date, aoo });

/** The cited letters with their protocol numbers: facts know the letter, the letter its number. */
function citing(
  model: LetterModel,
  facts: readonly Fact[],
  protocols: ReadonlyMap<string, Protocol>,
): LetterModel {
  const protocolOf = (rung: string, sentAt: Instant): Protocol | null => {
    const sent = facts.find(
      (fact) =>
        (fact.type === 'sent' || fact.type === 'queued') &&
        fact.payload.rung === rung &&
        fact.occurredAt === sentAt,
    );
    if (sent?.type !== 'sent' && sent?.type !== 'queued') return null;
    const found = protocols.get(sent.payload.letter);
    return found === undefined ? null : plain(found);
  };
  const obligations = model.obligations.map((obligation) => ({
    ...obligation,
    earlier: obligation.earlier.map((one) => ({
      ...one,
      protocol: one.protocol ?? protocolOf(one.rung, one.sentAt),
    })),
  }));
  return { ...model, obligations };
}
