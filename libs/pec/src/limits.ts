/**
 * What one message may cost. Reading never throws and never runs away: whatever goes over a limit is
 * left out with a warning, or, where leaving it out could change the meaning, makes the message unreadable.
 */
export const LIMITS = {
  /** Bytes of a whole message: 40 MB, above the 30 MB of a PEC with its base64 overhead. */
  messageBytes: 42_000_000,
  headerBytes: 4_000_000,
  headerFields: 5_000,
  /** One header value; the rest is cut. */
  headerValueBytes: 64_000,
  parameters: 64,
  /** RFC 2047 words of one header value that are decoded; the rest stays as it is written. */
  encodedWords: 250,
  /** A file's name as it is written, before its words are decoded; the rest is cut. */
  nameChars: 2_000,
  /** RFC 2046 §5.1.1: a boundary has at most 70 characters. */
  boundaryChars: 70,
  /** Parts of one multipart. */
  parts: 1_000,
  /** Parts of the inner message, all levels together. */
  innerParts: 2_000,
  /** Nested multiparts in the inner message: mail programs make three or four, and each is looked through once more. */
  depth: 12,
  /** Messages and `.p7m` files one inside the other. */
  nesting: 6,
  daticertBytes: 64_000,
  signatureBytes: 1_000_000,
  textBytes: 1_000_000,
  /** Bytes that texts are made of, markup and blanks too, for one message. */
  textSourceBytes: 4_000_000,
  /** Characters of attachments that are handed out as texts, for one message; the others are documents for people. */
  attachmentTextChars: 4_000_000,
  /** Decoded attachment bytes hashed or handed out for one message, nested copies included. */
  decodedBytes: 160_000_000,
  innerHeaders: 200,
} as const;
