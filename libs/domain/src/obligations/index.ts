export { admit } from './admit.js';
export { recordedClosures } from './closures.js';
export { statusWord, TIMELINESS_WORDS } from './status-word.js';
export { foldMunicipality, type FoldOptions } from './fold.js';
export { react } from './react.js';
export { refusal, type RefusalCode, REFUSALS } from './refusals.js';
export { mayDerive, type RefusedFact, replay, type Replay, replayWithRefusals } from './replay.js';
export {
  ANSWER_FACTS,
  DERIVED_FACTS,
  isDerived,
  STATUS_FACTS,
  TRANSITIONS,
} from './transitions.js';
export type { Move, Standing, StatusFactType, TransitionRefusal } from './transitions.js';
