import type { UploadCaps } from '@app/mail';

const MB = 1024 * 1024;

/** A process that reads what others wrote: what it may cost, and whether it is kept for the next file. */
export interface Lane {
  /** Of processor time for one file or message. */
  readonly seconds: number;
  /** Resident memory of the whole process. */
  readonly megabytes: number;
  /** Of which JavaScript's own heap. */
  readonly heapMegabytes: number;
  readonly kept: boolean;
}

/**
 * Mail comes by the thousand, small, and has bounds of its own (`LIMITS` of libs/pec): one process for all of it. Files come
 * one at a time and may take long: a process for each. Evidence of a whole campaign is large, and verified at a terminal.
 */
export const LANES = {
  mail: { seconds: 5, megabytes: 512, heapMegabytes: 256, kept: true },
  files: { seconds: 15, megabytes: 1280, heapMegabytes: 896, kept: false },
  evidence: { seconds: 120, megabytes: 4096, heapMegabytes: 1024, kept: false },
} as const satisfies Readonly<Record<string, Lane>>;

/** What a workbook (XLSX, ODS: a ZIP of XML) may hold. Bytes are those that really come out of it, whatever it states. */
export const WORKBOOK = {
  entries: 2_000,
  unfoldedBytes: 192 * MB,
  /** Bytes out per byte in of one entry, from some size on. Tables of one repeated word reach some 100, a bomb 1,000. */
  ratio: 300,
  ratioFromBytes: 4 * MB,
} as const;

/** What an upload of messages may unfold to, all of its files together: it is held in memory. */
export const MAIL_UPLOAD: Partial<UploadCaps> = { maxEntries: 2_000, maxTotalBytes: 256 * MB };
