import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@app/domain';
import { sha256 } from '../digest.js';
import { chainOf, fact } from '../testing/facts.js';
import { ACCEPTANCE, CA, DELIVERY, LETTER, sampleInput } from '../testing/sample.js';
import type { EvidenceInput } from '../types.js';
import { readZip } from '../zip/zip-read.js';
import { writeEvidence } from './write-evidence.js';

function textsOf(input: EvidenceInput): ReadonlyMap<string, string> {
  const { files } = readZip(writeEvidence(input));
  return new Map(files.map((file) => [file.name, Buffer.from(file.bytes).toString('utf8')]));
}

describe('writeEvidence', () => {
  const texts = textsOf(sampleInput());

  it('makes the same bytes for the same input, in whatever order the messages are given', () => {
    const turned = sampleInput({ messages: [...sampleInput().messages].reverse() });
    expect(sha256(writeEvidence(turned))).toBe(sha256(writeEvidence(sampleInput())));
  });

  it('holds the originals by their digest, once each, the lists, the page, the letters', () => {
    const twice = sampleInput({ messages: [...sampleInput().messages, ...sampleInput().messages] });
    expect([...textsOf(twice).keys()]).toEqual([
      'index.html',
      'COME-VERIFICARE.txt',
      'manifest.json',
      'SHA256SUMS',
      'timeline.jsonl',
      'verification.json',
      'firme.txt',
      'trust/anchors.pem',
      'letters/l1.pdf',
      ...[ACCEPTANCE, DELIVERY, LETTER].map((raw) => `messages/${sha256(raw)}.eml`).sort(),
    ]);
  });

  it('lists each file with its size and digest, and the proofs that are not enclosed', () => {
    const manifest = JSON.parse(texts.get('manifest.json')!);
    expect(manifest.missing).toEqual([sha256('un documento non allegato')]);
    for (const file of manifest.files)
      expect([file.size, file.sha256]).toEqual([
        Buffer.byteLength(texts.get(file.name)!),
        sha256(texts.get(file.name)!),
      ]);
    expect(texts.get('SHA256SUMS')!.split('\n')).toHaveLength(manifest.files.length + 2);
  });

  it('says what each message is and whether its signature holds', () => {
    const records = JSON.parse(texts.get('verification.json')!) as Record<string, unknown>[];
    const of = (raw: Buffer) => records.find((one) => one['sha256'] === sha256(raw))!;
    expect(of(DELIVERY)).toMatchObject({
      kind: 'delivery',
      origin: 'INBOX, UID 2',
      refersTo: 'l1.prova@sollecito.example.it',
      certifiedAt: '2022-02-14T08:01:00.000Z',
      signature: { verdict: 'valid' },
    });
    expect(of(LETTER)).toMatchObject({ direction: 'sent', signature: { verdict: 'absent' } });
    expect(texts.get('firme.txt')!.split('\n')).toHaveLength(3);
    expect(texts.get('trust/anchors.pem')!.trim()).toBe(CA.trim());
  });

  it('tells the story in Italian, with links to the originals and nothing that the text could run', () => {
    const page = texts.get('index.html')!;
    expect(page).toContain('<html lang="it">');
    expect(page).toContain('Consegnata al Comune: primo promemoria');
    expect(page).toContain('14/02/2022 alle 09:01');
    expect(page).toContain(`href="messages/${sha256(DELIVERY)}.eml"`);
    expect(page).toContain('dati &lt;b&gt;incompleti&lt;/b&gt; &amp; &quot;errati&quot;');
    expect(page).not.toMatch(/<script|<b>|https?:|src=/);
    expect(page).toContain(sha256('un documento non allegato'));
  });

  it('writes an evidence file of nothing too', () => {
    const empty = textsOf(sampleInput({ facts: [], messages: [], letters: [], anchors: [] }));
    expect(empty.get('timeline.jsonl')).toBe('');
    expect(empty.get('index.html')).toContain('Nessun fatto.');
  });

  it('refuses facts that are not a whole chain', () => {
    const { facts } = sampleInput();
    expect(() => writeEvidence(sampleInput({ facts: facts.slice(1) }))).toThrow(
      expect.objectContaining({ code: 'chain' }),
    );
  });

  it.each(['../l1.pdf', 'a/b.pdf', '', '.pdf', 'a b.pdf', 'è.pdf'])(
    'refuses the letter name %p',
    (name) => {
      const letters = [{ name, bytes: Buffer.from('x'), description: 'x' }];
      expect(() => writeEvidence(sampleInput({ letters }))).toThrow(
        expect.objectContaining({ code: 'letter-name' }),
      );
    },
  );

  it('refuses an anchor that is none', () => {
    expect(() => writeEvidence(sampleInput({ anchors: ['nessun certificato'] }))).toThrow(
      expect.objectContaining({ code: 'trust-pem' }),
    );
  });

  it('shows a kind of fact that it does not know by its name', () => {
    const facts = chainOf([fact(1, { type: 'a-later-kind', payload: {} }) as Fact]);
    expect(textsOf(sampleInput({ facts })).get('index.html')).toContain(
      'Fatto di tipo «a-later-kind»',
    );
  });
});
