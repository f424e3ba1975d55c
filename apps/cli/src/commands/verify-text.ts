import type { EvidenceReport, VerifiedFile } from '@app/evidence';

type FoundSignature = NonNullable<VerifiedFile['signature']>;

const VERDICTS: Readonly<Record<FoundSignature['verdict'], string>> = {
  valid: 'firma valida',
  invalid: 'firma NON valida',
  untrusted: 'firma di autorità non riconosciuta',
  mismatch: 'firma non coerente',
  absent: 'senza firma',
};

const ANCHORS: Readonly<Record<NonNullable<FoundSignature['anchor']>, string>> = {
  'built-in': 'autorità nota',
  given: 'autorità indicata con --trust',
  enclosed: 'autorità allegata al fascicolo',
};

/** The report as a person reads it: the answer first, then what is wrong, then the details. */
export function verifyText(file: string, report: EvidenceReport): string {
  const lines = [
    report.ok ? `FASCICOLO INTEGRO: ${file}` : `FASCICOLO NON INTEGRO: ${file}`,
    ...(report.title === null ? [] : [report.title]),
    '',
    ...section(
      'Problemi',
      report.problems.map((one) => one.message),
    ),
    ...section('Da sapere', report.notices),
    ...section('File', report.files.map(fileLine)),
    chainLine(report),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`), ''];
}

function fileLine(file: VerifiedFile): string {
  const state = file.ok ? 'OK      ' : 'NON OK  ';
  return `${state}${file.name}${file.signature === null ? '' : ` – ${signatureText(file.signature)}`}`;
}

function signatureText({ verdict, signer, anchor }: FoundSignature): string {
  const by = signer === null ? '' : ` di ${signer}`;
  return `${VERDICTS[verdict]}${by}${anchor === null ? '' : ` (${ANCHORS[anchor]})`}`;
}

function chainLine({ chain }: EvidenceReport): string {
  const state = chain.ok ? 'integra' : 'ROTTA';
  const head = chain.head === '' ? 'nessun fatto' : `testa ${chain.head}`;
  return `Catena dei fatti: ${state}, ${chain.events === 1 ? '1 fatto' : `${chain.events} fatti`}, ${head}`;
}

/** Names come from the file under suspicion: they may not drive the terminal. */
function printable(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\u00B7');
}
