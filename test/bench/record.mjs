import { addDays, instant, localDate, obligationId, rehearse, roundsOf } from '@app/domain';

/** Five years of half-yearly rounds, from 31 December 2021 to 30 June 2026: ten of them. */
export const ROUNDS = 10;
/** Wednesday 16 September 2026, 10:00 in Rome: the last round's first reminder has left. */
export const NOW = instant('2026-09-16T08:00:00.000Z');

const FROM = localDate('2022-01-10');
const TO = localDate('2026-09-16');

/** Ways of answering; each is lived through once with the whole ladder and given to many municipalities. */
const KINDS = 60;

/** Records of many municipalities, as if lived: answers, letters, receipts and what the rules derive of them. */
export function records(survey) {
  const models = new Map();
  return (municipality, n) => {
    const kind = n % KINDS;
    let model = models.get(kind);
    if (model === undefined) models.set(kind, (model = lived(survey, municipality, kind)));
    const text = model.text.replaceAll(model.istat, municipality.istat);
    return JSON.parse(text);
  };
}

function lived(survey, municipality, kind) {
  const answers = roundsOf(survey, TO).flatMap((round, i) =>
    answer(survey, municipality, round, i, kind),
  );
  const [plan] = rehearse({
    survey,
    municipalities: [municipality],
    factsOf: () => answers,
    from: FROM,
    to: TO,
    assumeDelivery: true,
  });
  const facts = plan.facts().filter(({ recordedAt }) => recordedAt <= NOW);
  return { istat: municipality.istat, text: JSON.stringify(facts) };
}

/**
 * What a municipality of some kind answers to a round: most in time, some late, a few own nothing, a few did not
 * vary, a few are silent; nobody has answered the last round before its day.
 */
function answer(survey, { istat }, round, i, kind) {
  const silent = kind % 20 === 7 && i % 3 === 2;
  const shift = kind % 12 === 5 ? 9 + (i % 3) * 11 : -((kind * 7 + i * 5) % 42) - 2;
  const day = addDays(round.due.due, shift);
  if (silent || day > TO) return [];
  const at = instant(`${day}T09:${String(10 + (kind % 45))}:00Z`);
  const fact = (type, payload, n = 0) => ({
    id: `${type}/${obligationId(survey.id, round.reference)}/${n}`,
    type,
    survey: survey.id,
    municipality: istat,
    round: round.reference,
    occurredAt: at,
    recordedAt: at,
    actor: 'push',
    source: 'push',
    evidence: null,
    payload,
  });
  if (kind % 15 === 3) return i === 0 ? [fact('nil-declared', { reference: round.reference })] : [];
  if (kind % 10 === 4 && i > 0 && i % 2 === 0) return [fact('no-change-declared', {})];
  return [fact('transmitted', { mode: kind % 2 === 0 ? 'flow' : 'manual', units: 20 + kind * 9 })];
}
