import type { Municipality, LocalDate, Refusal } from '@app/domain';
import { LetterError } from './errors.js';
import { refuseHeaderControls } from './subject.js';
import type { LetterModel } from './types.js';
import { letterView } from './view/build.js';
import { requireParts } from './view/require.js';

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });

const isGood = (municipality: Municipality, to: string, day: LocalDate): boolean =>
  municipality.addresses.some(
    (one) =>
      one.address.toLowerCase() === to.toLowerCase() &&
      one.validFrom <= day &&
      (one.validTo === null || day <= one.validTo) &&
      one.receiveOnly !== true &&
      one.state !== 'not-pec',
  );

/**
 * Why a letter can't leave on its day, as sentences for the page: without the protocol number that the survey requires, to an
 * address not valid on the day, with something that it must say missing. A rehearsal may still be rendered.
 *
 * @returns all reasons; none when it may leave
 * @example notReady(model).map(({ code }) => code) //=> ['protocol-missing']
 */
export const notReady = (model: LetterModel): Refusal[] => {
  const reasons: Refusal[] = [];
  if (model.survey.requiresProtocol && model.protocol === null) {
    const message = 'La ricognizione richiede il numero di protocollo prima dell’invio: manca.';
    reasons.push(refusal('protocol-missing', message));
  }
  if (!isGood(model.municipality, model.to, model.day)) {
    const message = `L’indirizzo «${model.to}» non è fra quelli PEC validi dell’Ente alla data di invio.`;
    reasons.push(refusal('address-not-valid', message));
  }
  try {
    refuseHeaderControls(model);
    requireParts(letterView(model));
  } catch (error) {
    if (!(error instanceof LetterError)) throw error;
    reasons.push(refusal('letter-incomplete', `La lettera non è completa. ${error.sentence}`));
  }
  return reasons;
};
