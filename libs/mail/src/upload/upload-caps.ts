/** What an upload may hold. */
export interface UploadCaps {
  readonly maxEntries: number;
  readonly maxEntryBytes: number;
  readonly maxTotalBytes: number;
  /** Bytes out per byte in. Text mail reaches some 20, a bomb 1,000. */
  readonly maxRatio: number;
}

export const UPLOAD_CAPS: UploadCaps = {
  maxEntries: 5000,
  maxEntryBytes: 64 * 1024 * 1024,
  maxTotalBytes: 512 * 1024 * 1024,
  maxRatio: 100,
};

/** Small entries may shrink a lot and hurt nobody: the ratio counts from here on. */
export const RATIO_FROM_BYTES = 1024 * 1024;
