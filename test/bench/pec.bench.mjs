import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import PostalMime from 'postal-mime';
import { readMessage, trustStore, verifyMessage } from '@app/pec';
import { compose, openAuthority, PROVIDERS } from '@app/pec-sandbox';

/** What OpenSSL does in one process, measured when the limit was set. */
const LIMIT_PER_SECOND = 2700;
const MESSAGES = 40;
const AT = Date.UTC(2022, 2, 10, 9);

/** Complete delivery receipts of about 28 kB, each with bytes of its own, signed by one provider. */
async function receipts(authority) {
  const [, provider] = PROVIDERS;
  const made = [];
  for (let n = 0; n < MESSAGES; n += 1) {
    made.push(await compose(statement(n), provider, authority));
  }
  return made;
}

function statement(n) {
  const body = Buffer.from(`allegato ${n} `.repeat(1100)).toString('base64');
  const attached =
    `From: regione@pec.regione.example\r\nTo: comune${n}@pec.example\r\nSubject: Sollecito ${n}\r\n` +
    `Message-ID: <lettera-${n}@pec.regione.example>\r\nMIME-Version: 1.0\r\n` +
    `Content-Type: application/pdf; name="lettera.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n` +
    body.replace(/.{76}/g, '$&\r\n');
  return {
    kind: 'delivery',
    at: AT,
    messageId: `ricevuta-${n}@gestore-b.example`,
    to: 'regione@pec.regione.example',
    recipient: `comune${n}@pec.example`,
    receiptType: 'completa',
    attached: Buffer.from(attached),
    original: {
      providerId: `opec1.${n}@pec.gestore-a.example`,
      messageId: `<lettera-${n}@pec.regione.example>`,
      sender: 'regione@pec.regione.example',
      recipients: [{ address: `comune${n}@pec.example`, certified: true }],
      replyTo: 'regione@pec.regione.example',
      subject: `Sollecito ${n}`,
    },
  };
}

/**
 * Runs of one step over the messages in turn, per second of processor time: on an idle machine the same
 * as per second, on a busy one not somebody else's doing. The best of five rounds, after a warm-up.
 */
async function rate(seconds, messages, step) {
  for (const message of messages.slice(0, 5)) await step(message);
  let best = 0;
  for (let round = 0; round < 5; round += 1) {
    best = Math.max(best, await roundOf(seconds / 5, messages, step));
  }
  return best;
}

async function roundOf(seconds, messages, step) {
  const started = process.cpuUsage();
  for (let count = 0; ;) {
    for (const message of messages) {
      const result = step(message);
      if (result instanceof Promise) await result;
      count += 1;
    }
    const { user, system } = process.cpuUsage(started);
    const used = (user + system) / 1e6;
    if (used >= seconds) return count / used;
  }
}

/** The two halves of a message, cut beforehand: the peers below pay for no parsing. */
function halves(raw) {
  const text = raw.toString('latin1');
  const boundary = /boundary="([^"]+)"/.exec(text)[1];
  const [, signed, signature] = text.split(
    new RegExp(`\\r\\n--${boundary.replace(/[^\w]/g, '\\$&')}(?:--)?\\r\\n`),
  );
  const p7s = Buffer.from(signature.slice(signature.indexOf('\r\n\r\n') + 4), 'base64');
  return { signed: Buffer.from(signed, 'latin1'), p7s };
}

/** pkijs as its documentation says: parse, check the signature, build the chain. */
function withPkijs(caPem) {
  const root = pkijs.Certificate.fromBER(new X509Certificate(caPem).raw);
  return async ({ signed, p7s }) => {
    const info = new pkijs.ContentInfo({ schema: asn1js.fromBER(p7s).result });
    const cms = new pkijs.SignedData({ schema: info.content });
    const ok = await cms.verify({
      signer: 0,
      data: signed,
      trustedCerts: [root],
      checkChain: true,
      checkDate: new Date(AT),
    });
    if (!ok) throw new Error('pkijs: not verified');
  };
}

/** The floor: one digest of the content and one RSA check of some bytes, nothing read. */
function floorOf({ signed }, signer) {
  const attributes = createHash('sha256').update(signed).digest();
  verify('sha256', attributes, signer.key, signer.signature);
}

function opensslRate(folder, caPem, messages) {
  writeFileSync(join(folder, 'ca.pem'), caPem);
  const files = messages.slice(0, 10).map((raw, n) => join(folder, `${n}.eml`));
  files.forEach((file, n) => writeFileSync(file, messages[n]));
  const started = performance.now();
  for (const file of files) {
    execFileSync(
      'openssl',
      [
        'cms',
        '-verify',
        '-in',
        file,
        '-CAfile',
        join(folder, 'ca.pem'),
        '-attime',
        String(AT / 1000),
        '-out',
        '/dev/null',
      ],
      { stdio: 'ignore' },
    );
  }
  return files.length / ((performance.now() - started) / 1000);
}

/**
 * Reading and verifying signed receipts, chain included, beside pkijs with chain, openssl started once a
 * message, and the bare cryptography. False when verification falls below what OpenSSL does in one process.
 */
export default async function pecBench(print = console.log) {
  const folder = mkdtempSync(join(tmpdir(), 'pec-bench-'));
  try {
    const authority = await openAuthority(folder);
    const messages = await receipts(authority);
    const trust = trustStore({ pems: [authority.caPem], builtIn: false });
    const read = messages.map((raw) => ({ raw, message: readMessage(raw), ...halves(raw) }));
    const verdicts = new Set(
      read.map(({ raw, message }) => verifyMessage(raw, message, trust).verdict),
    );
    if (verdicts.size !== 1 || !verdicts.has('valid'))
      throw new Error(`verdicts: ${[...verdicts]}`);

    const reading = await rate(2, messages, (raw) => readMessage(raw));
    const verifying = await rate(2, read, ({ raw, message }) => verifyMessage(raw, message, trust));
    const both = await rate(2, messages, (raw) => verifyMessage(raw, readMessage(raw), trust));
    const cold = await rate(1, read, ({ raw, message }) =>
      verifyMessage(raw, message, trustStore({ pems: [authority.caPem], builtIn: false })),
    );
    const postal = await rate(1, messages, (raw) => PostalMime.parse(raw));
    const peer = await rate(2, read, withPkijs(authority.caPem));
    const signer = floorSigner(read[0]);
    const floor = await rate(1, read, (one) => floorOf(one, signer));
    const openssl = opensslRate(folder, authority.caPem, messages);

    const size = Math.round(messages[0].length / 1000);
    const line = (what, value, than) => print(`pec ${what}: ${Math.round(value)}/s${than}`);
    line(
      `verify with chain (${size} kB)`,
      verifying,
      `, limit ${LIMIT_PER_SECOND}/s; ${ratio(verifying, peer)} × pkijs, ${ratio(verifying, floor)} × bare RSA and SHA-256`,
    );
    line('read', reading, `; ${ratio(reading, postal)} × postal-mime (${Math.round(postal)}/s)`);
    line('read and verify', both, `; ${ratio(both, peer)} × pkijs alone`);
    line('verify, nothing remembered', cold, `; ${ratio(cold, peer)} × pkijs`);
    line('pkijs with chain', peer, '');
    line('openssl cms -verify, a process each', openssl, '');
    line('floor: SHA-256 and one RSA check', floor, '');
    return verifying >= LIMIT_PER_SECOND;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function floorSigner({ p7s }) {
  const info = new pkijs.ContentInfo({ schema: asn1js.fromBER(p7s).result });
  const cms = new pkijs.SignedData({ schema: info.content });
  const certificate = new X509Certificate(Buffer.from(cms.certificates[0].toSchema().toBER()));
  const signature = Buffer.from(cms.signerInfos[0].signature.valueBlock.valueHexView);
  return {
    key: createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' })),
    signature,
  };
}

function ratio(a, b) {
  return (a / b).toFixed(a / b < 10 ? 2 : 0);
}
