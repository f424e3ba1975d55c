import { addDays, instant, localDate, plan, roundsOf } from '@app/domain';
import { defaultSurvey } from '@app/contract';

/** Every municipality of Italy. */
const NATION = 7900;
const ROUNDS = 10;
const FROM = localDate('2022-01-01');
const TO = localDate('2022-12-31');
const LIMIT_SECONDS = 5;
const LIMIT_MB = 1024;

/** A survey whose ten rounds all open, and climb their whole ladder, in the year of the plan. */
function tenRounds() {
  const firstReference = localDate('2021-12-31');
  const referenceDays = Array.from({ length: ROUNDS }, (_, n) =>
    addDays(firstReference, n * 20).slice(5),
  );
  return { ...defaultSurvey(), firstReference, referenceDays, readings: [] };
}

function municipality(n) {
  return {
    istat: String(100_000 + n),
    name: `Comune ${n}`,
    title: 'Comune di',
    belfiore: null,
    postcode: null,
    latitude: null,
    longitude: null,
    existsFrom: null,
    existsTo: null,
    successor: null,
    addresses: [],
    // Patron saints spread over the year, as they are.
    closingDays: [addDays(localDate('2022-01-01'), (n * 37) % 365).slice(5)],
  };
}

/** A record with something in it: each municipality answers each round in its own time. */
function recordOf(survey, rounds, istat) {
  const n = Number(istat) - 100_000;
  return rounds.map((round, i) => {
    const at = instant(`${addDays(round.due.due, ((n * 13 + i * 7) % 60) - 40)}T09:30:00Z`);
    return {
      id: `t-${istat}-${i}`,
      type: 'transmitted',
      survey: survey.id,
      municipality: istat,
      round: round.reference,
      occurredAt: at,
      recordedAt: at,
      actor: 'bench',
      source: 'push',
      evidence: null,
      payload: { mode: 'flow', units: 12 },
    };
  });
}

function run(survey, count, factsOf) {
  const municipalities = Array.from({ length: count }, (_, n) => municipality(n));
  const range = { from: FROM, to: TO, assumeDelivery: true };
  const cpu = process.cpuUsage();
  const started = performance.now();
  const { length } = plan({ survey, municipalities, factsOf, ...range });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds,
    cpu: (user + system) / 1e6,
    lines: length,
    mb: process.memoryUsage().rss / 2 ** 20,
  };
}

/** The floor: as many plain objects of the same shape made, with nothing decided. Seconds of processor. */
function floor(lines) {
  const cpu = process.cpuUsage();
  const made = [];
  for (let i = 0; i < lines; i += 1) made.push(bareLine(String(i)));
  const { user, system } = process.cpuUsage(cpu);
  return made.length > 0 ? (user + system) / 1e6 : 0;
}

function bareLine(municipality) {
  return {
    at: FROM,
    day: TO,
    time: '09:00',
    municipality,
    obligation: 'o',
    obligations: [municipality],
    rung: 'reminder-1',
    dueVersion: 1,
    template: 'reminder',
    target: TO,
    action: 'send',
    code: 'due',
    reason: `riga ${municipality}`,
    into: undefined,
    until: undefined,
    because: [],
  };
}

/**
 * The national plan: 7,900 municipalities × 10 rounds for a year, silent and with answers, and whether the time grows in
 * proportion. The limit holds for processor time too, so that a busy machine doesn't fail it.
 */
export default async function planBench(print = console.log) {
  const survey = tenRounds();
  const rounds = roundsOf(survey, TO);
  const answering = (istat) => recordOf(survey, rounds, istat);
  run(survey, 400, answering);
  const base = floor(NATION * ROUNDS * survey.rungs.length);
  let ok = true;
  for (const [name, factsOf] of [
    ['silent', () => []],
    ['each with its own answers', answering],
  ]) {
    const quarter = run(survey, NATION / 4, factsOf);
    const whole = run(survey, NATION, factsOf);
    print(
      `plan ${NATION} × ${rounds.length} for a year, ${name}: ${whole.lines} lines in ${whole.seconds.toFixed(2)} s ` +
        `(${whole.cpu.toFixed(2)} s of processor; limit ${LIMIT_SECONDS} s), ${(whole.cpu / base).toFixed(1)} × making the bare lines (${base.toFixed(2)} s); ` +
        `${whole.mb.toFixed(0)} MB (limit ${LIMIT_MB} MB); 4 × the municipalities cost ${(whole.cpu / quarter.cpu).toFixed(2)} × the time`,
    );
    ok &&= Math.min(whole.seconds, whole.cpu) < LIMIT_SECONDS && whole.mb < LIMIT_MB;
  }
  return ok;
}
