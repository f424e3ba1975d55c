// The order of the test files: the longest first, so that none is left to one worker alone at the end.
import sequencer from '@jest/test-sequencer';

const { default: Sequencer = sequencer } = sequencer;

/** Minutes each; a fresh clone has no record of how long a file took. */
const LONGEST = ['tour.e2e-spec.ts', 'barriers.e2e-spec.ts', 'kills.e2e-spec.ts'];

/** Whole campaigns, then what starts databases and mail servers, then rules. */
const TIERS = ['e2e', 'int', 'unit'];

export default class LongestFirst extends Sequencer {
  /** @returns the tests by tier; within a tier by what the last run took, or by size */
  sort(tests) {
    const rank = ({ path, context }) => {
      const long = LONGEST.findIndex((name) => path.endsWith(name));
      return long === -1 ? LONGEST.length + TIERS.indexOf(context.config.displayName.name) : long;
    };
    // Array.sort is stable: Jest's own order stays among equals.
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
