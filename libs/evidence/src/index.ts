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
