export type * from './types.js';
export { readMessage, unread } from './read-message.js';
export { writtenIn } from './read-ordinary.js';
export { UNVERIFIED, verifyMessage, type VerifyOptions } from './verify-message.js';
export { readAttachments, type AttachmentBytes } from './attachments.js';
export { readAttachmentTexts, type AttachmentText } from './attachment-texts.js';
export { TrustError, trustStore, type TrustOptions, type TrustStore } from './x509/trust-store.js';
export { isTwentyFourHourNotice, type TimeoutNotice } from './notice.js';
export { isOurMessageId, MessageIdError, newMessageId } from './compose.js';
export {
  advance,
  failureOfDispatch,
  QUEUED,
  verifiedReceipt,
  type Advance,
  type Conflict,
  type DispatchEvent,
  type DispatchReceipt,
  type DispatchState,
  type DispatchStatus,
} from './correlate.js';
export { LIMITS } from './limits.js';
