import type { EvidenceList } from '@app/evidence';
import type { Instant } from '@app/domain';

/** What each of the files that are always there is for. */
const PURPOSES: Readonly<Record<string, string>> = {
  'index.html': 'la cronologia da leggere, con i collegamenti agli originali',
  'COME-VERIFICARE.txt': 'come controllare tutto con sha256sum e openssl',
  'manifest.json': 'l’elenco dei file, con impronte e testa della catena',
  SHA256SUMS: 'le impronte, da dare a sha256sum',
  'timeline.jsonl': 'i fatti, ciascuno con l’impronta di quello che lo precede',
  'verification.json': 'che cosa dicono le firme dei messaggi',
  'firme.txt': 'istante e file di ogni firma valida, da dare a openssl',
  'trust/anchors.pem': 'le autorità di certificazione, allegate per comodità',
};

const TONES = { valid: 'success', absent: 'secondary' } as const;

/** Everything that the page of an evidence file shows. */
export function evidencePage(list: EvidenceList) {
  return {
    size: sizeText(list.bytes),
    facts: list.facts,
    head: list.head,
    missing: list.missing.length,
    messages: list.messages.map((message) => ({
      ...message,
      at: message.at as Instant | null,
      sent: message.direction === 'sent',
      href: message.direction === 'sent' ? null : `/messaggi/${message.sha256}`,
      short: message.sha256.slice(0, 16),
      tone: TONES[message.verdict as keyof typeof TONES] ?? 'danger',
      icon: message.verdict === 'valid' ? 'it-check-circle' : 'it-minus-circle',
    })),
    letters: list.letters,
    others: list.others.map(({ name, size }) => ({
      name,
      size: sizeText(size),
      purpose: PURPOSES[name] ?? '',
    })),
  };
}

/** @example sizeText(1_500_000) //=> '1,4 MB' */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} byte`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 ** 2).toFixed(1).replace('.', ',')} MB`;
}
