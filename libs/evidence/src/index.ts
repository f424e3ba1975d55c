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
export { letterToken } from './letter-token.js';
export { receiptFacts, refusedFacts, type ProvedLetter } from './receipts/receipt-facts.js';
export { receiptProblem } from './receipts/receipt-problem.js';
export {
  receiptProofs,
  type Expired,
  type ReadReceipt,
  type ReceiptProof,
} from './receipts/receipt-proofs.js';
export { replyFacts } from './replies/reply-facts.js';
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
export { PROOF_WORDS } from './verify/proof-words.js';
export { verifyEvidence } from './verify/verify-evidence.js';
export type { EvidenceReport, Problem, VerifiedFile, VerifyOptions } from './verify/types.js';
