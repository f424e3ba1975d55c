export * from './types.js';
export { MailError } from './errors.js';
export { composeMime, type MimeAttachment, type MimeInput } from './compose/compose-mime.js';
export { headerValue, mailAddress } from './compose/header-guard.js';
export { answerClass, submitResult, type AnswerClass } from './smtp/answer-class.js';
export {
  pauseAfter,
  sendAllowance,
  type SendAllowance,
  type SendLimits,
} from './smtp/allowance.js';
export { SmtpSender, type SmtpOptions } from './smtp/smtp-sender.js';
export { RecordingSender } from './recording-sender.js';
export { isLoopback, addressFor, type Resolver } from './net/loopback.js';
export { mailServer, type MailServer } from './net/mail-url.js';
export { ImapMailbox, type ImapOptions } from './imap/imap-mailbox.js';
export { MaildirMailbox, type MaildirOptions } from './maildir/maildir-mailbox.js';
export { messageIdOf } from './message-id.js';
export {
  openUpload,
  openUploads,
  type RefusedEntry,
  type Upload,
  type UploadedMessage,
} from './upload/open-upload.js';
export { UPLOAD_CAPS, type UploadCaps } from './upload/upload-caps.js';
