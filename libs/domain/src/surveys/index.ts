export {
  explainByLaws,
  isReferenceDate,
  isTracked,
  obligationId,
  roundOf,
  roundsOf,
} from './rounds.js';
