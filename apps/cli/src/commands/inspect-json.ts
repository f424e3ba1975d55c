import type { Inspection } from './inspect.js';

/** The contract's JSON object; further fields stand behind the promised ones. */
export function inspectJson({ message, signature, reply }: Inspection): Record<string, unknown> {
  const { inner, error } = message;
  return {
    kind: message.kind,
    final: message.final,
    messageId: message.messageId,
    refersTo: message.refersTo,
    providerId: message.providerId,
    issuer: message.issuer,
    at: message.at,
    sender: message.sender,
    recipients: message.recipients.map(({ address, certified }) => ({ address, certified })),
    recipient: message.recipient,
    error: error === null ? null : { code: error.code, class: error.class, detail: error.detail },
    signature: {
      verdict: signature.verdict,
      signer: signature.signer,
      signedAt: signature.signedAt,
      digest: signature.digest,
      chain: signature.chain,
      reasons: signature.reasons,
    },
    inner:
      inner === null
        ? null
        : {
            subject: inner.subject,
            from: inner.from,
            messageId: inner.messageId,
            inReplyTo: inner.inReplyTo,
            references: inner.references,
            attachments: inner.attachments.map(({ name, size, sha256, contentType, within }) => ({
              name,
              size,
              sha256,
              contentType,
              ...(within === undefined ? {} : { within }),
            })),
            date: inner.date,
            text: inner.text,
          },
    reply,
    warnings: message.warnings,
    subject: message.subject,
    from: message.from,
    refersToSource: message.refersToSource,
  };
}
