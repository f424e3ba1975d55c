import { Refusal } from './say.mjs';

const WANTED = [20, 19];

/** @throws Refusal when this Node is too old to run anything else of ours */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])) return;
  const wanted = WANTED.join('.');
  throw new Refusal(
    `Sollecito richiede Node.js ${wanted} o successivo; questo è ${version}. Installare una versione più recente di Node.js e ripetere il comando.\n` +
      `Sollecito needs Node.js ${wanted} or later; this is ${version}. Install a newer Node.js and run the command again.`,
  );
}
