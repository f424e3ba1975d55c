export { readReply } from './read-reply.js';
export { replyOf, type CertifiedBy, type WrittenMail } from './reply-of.js';
