import { FORMAT, LAYOUT } from '../layout.js';
import { checkContainer } from './check-container.js';
import { checkFacts } from './check-facts.js';
import { checkFiles } from './check-files.js';
import { type CheckedMessages, checkMessages } from './check-messages.js';
import { checkProofs } from './check-proofs.js';
import { type Contents, openContents } from './contents.js';
import type { EvidenceReport, Problem, VerifiedFile, VerifyOptions } from './types.js';

/**
 * Checks an evidence file from its bytes alone: every digest, the container bit by bit, the chain of the facts, every
 * signature anew, and what each fact by PEC says against the signed original that proves it. Nothing is read from disk, network or database, and nothing is extracted.
 *
 * @throws EvidenceError `trust-pem` when an anchor given is none; whatever the bytes are, they only make problems
 * @example verifyEvidence(readFileSync('fascicolo.zip')).ok //=> true
 */
export function verifyEvidence(bytes: Uint8Array, options: VerifyOptions = {}): EvidenceReport {
  const contents = openContents(bytes);
  const messages = checkMessages(contents, options);
  const facts = checkFacts(contents, options.head);
  const proofs = checkProofs(contents, messages.messages, facts.facts);
  const problems = [
    ...formatProblems(contents),
    ...checkFiles(contents),
    ...checkContainer(bytes, contents),
    ...messages.problems,
    ...facts.problems,
    ...proofs.problems,
  ];
  return {
    ok: problems.length === 0,
    title: contents.manifest?.title ?? null,
    files: verifiedFiles(contents, problems, messages.messages),
    chain: facts.chain,
    problems,
    notices: [...messages.notices, ...proofs.notices],
  };
}

function formatProblems({ manifest }: Contents): readonly Problem[] {
  if (manifest === null || manifest.format === FORMAT) return [];
  return [
    {
      code: 'format',
      name: LAYOUT.manifest,
      message: `formato «${manifest.format.slice(0, 60)}», atteso «${FORMAT}»`,
    },
  ];
}

/** Every file found, then those that are missing; not ok when a problem names it. */
function verifiedFiles(
  contents: Contents,
  problems: readonly Problem[],
  messages: CheckedMessages['messages'],
): readonly VerifiedFile[] {
  const atFault = new Set(problems.map((one) => one.name));
  const names = new Set([
    ...contents.files.keys(),
    ...problems.flatMap((one) => (one.name === null ? [] : [one.name])),
  ]);
  return [...names].map((name) => ({
    name,
    sha256: contents.files.get(name)?.sha256 ?? null,
    ok: !atFault.has(name),
    signature: messages.get(name)?.signature ?? null,
  }));
}
