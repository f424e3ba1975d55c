export {
  againstResending,
  failuresToMend,
  undeliveredLetters,
  type UndeliveredLetter,
} from './undelivered.js';
export { withRecordedClosures } from './closures.js';
export { decideTick } from './decide-tick.js';
export { factOfDecision, isFinal, letterId } from './decision-facts.js';
export { formalNoticeExpiry } from './formal-notice.js';
export {
  type FormalNoticeContent,
  letterContent,
  type LetterContent,
  type LetterOrder,
} from './letter-content.js';
export type { EarlierLetterContent, LetterObligationContent } from './letter-obligation.js';
export { orderDecisions } from './order.js';
export { plan, rehearse } from './plan.js';
export { stillTrue } from './notice.js';
export { isCorrection, isNotice, rungName } from './rung-name.js';
export { isSendingDay, nextSendingDay, rollToSendingDay } from './sending-day.js';
export { rungById, targetDay } from './target-day.js';
export { type RungAnswer, type RungOutcome, why, type WhyAnswer, type WhyQuestion } from './why.js';
