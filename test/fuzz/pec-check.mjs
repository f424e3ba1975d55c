import fc from 'fast-check';
import { readAttachments, readMessage, trustStore, verifyMessage } from '@app/pec';
import { BOUNDS } from '../support/pec-bounds.mjs';
import { inputs } from './pec-inputs.mjs';

/** Everything that the signature stands for. Whatever is `valid` must say exactly what a genuine message said. */
export function certified({
  refersTo,
  refersToSource,
  providerId,
  issuer,
  at,
  sender,
  recipients,
  recipient,
  error,
  certifiedType,
  inner,
}) {
  const source = refersToSource === 'daticert' ? refersTo : null;
  return JSON.stringify([
    source,
    providerId,
    issuer,
    at,
    sender,
    recipients,
    recipient,
    error,
    certifiedType,
    inner,
  ]);
}

/** Reads and verifies inputs [from, to) of a seed. Throws at the first that breaks a promise; gives the slowest. */
export function checkInputs({ messages, caPem, seed, from, to, onStart = () => {} }) {
  const trust = trustStore({ pems: [caPem], builtIn: false });
  const genuine = new Set(messages.map((raw) => certified(readMessage(raw))));
  const arbitrary = inputs(messages);
  const tally = {};
  let slowest = { ms: 0, index: -1 };
  for (let index = from; index < to; index += 1) {
    const [raw] = fc.sample(arbitrary, { seed: seed + index, numRuns: 1 });
    onStart(index);
    const started = performance.now();
    const result = examine(raw, trust);
    const ms = performance.now() - started;
    if (ms > slowest.ms) slowest = { ms, index };
    const fault = faultOf(result, genuine);
    if (fault !== null) throw new Error(`seed ${seed}, input ${index}: ${fault}`);
    const key = `${result.message.kind} ${result.signature.verdict}`;
    tally[key] = (tally[key] ?? 0) + 1;
  }
  return { slowest, tally };
}

/** Reads and verifies the messages at the limits. Throws at the first without its warning; gives the slowest. */
export function checkBounds({ caPem, onStart = () => {} }) {
  const trust = trustStore({ pems: [caPem], builtIn: false });
  let slowest = { ms: 0, name: '' };
  for (const [index, [name, make, warning]] of BOUNDS.entries()) {
    const raw = make();
    onStart(index);
    const started = performance.now();
    const { message, signature } = examine(raw, trust);
    const ms = performance.now() - started;
    if (ms > slowest.ms) slowest = { ms, name };
    const warned = message.warnings.some((one) => one.code === warning);
    if (!warned || signature.verdict === 'valid')
      throw new Error(`${name}: ${signature.verdict}, without the warning ${warning}`);
  }
  return slowest;
}

function examine(raw, trust) {
  const message = readMessage(raw);
  return { message, signature: verifyMessage(raw, message, trust), files: readAttachments(raw) };
}

function faultOf({ message, signature, files }, genuine) {
  const stopped = [...message.warnings, ...signature.reasons].find((one) =>
    one.code.endsWith('-failed'),
  );
  if (stopped !== undefined) return `${stopped.code}: ${stopped.message}`;
  if (
    signature.verdict === 'valid' &&
    message.kind !== 'not-pec' &&
    !genuine.has(certified(message))
  ) {
    return `valid, and says what no genuine message said: ${certified(message).slice(0, 600)}`;
  }
  const listed = message.inner?.attachments ?? [];
  if (listed.length > 0 && message.kind !== 'unreadable' && files.length !== listed.length) {
    return `${listed.length} attachments listed, ${files.length} handed out`;
  }
  return null;
}
