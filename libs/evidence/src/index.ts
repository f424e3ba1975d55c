export { EvidenceError } from './errors.js';
export { canonicalJson } from './canonical.js';
export { sha256 } from './digest.js';
export {
  canonicalFact,
  factHash,
  verifyChain,
  type ChainedFact,
  type ChainProblem,
  type ChainReport,
} from './chain.js';
export { describeFact } from './describe-fact.js';
export { checkTimeline, type TimelineReport } from './timeline.js';
export { writeEvidence } from './write/write-evidence.js';
export type {
  EvidenceInput,
  EvidenceLetter,
  EvidenceMessage,
  Manifest,
  MessageRecord,
} from './types.js';
export { centralEntries } from './zip/zip-walk.js';
export { writeZip, type ZipFile } from './zip/zip-write.js';
export { listEvidence, type EvidenceList, type ListedMessage } from './verify/list-evidence.js';
export { verifyEvidence } from './verify/verify-evidence.js';
export type { EvidenceReport, Problem, VerifiedFile, VerifyOptions } from './verify/types.js';
