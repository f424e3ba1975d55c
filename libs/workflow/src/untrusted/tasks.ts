import type { ReplyContext, ReplyMessage, ReplyReading } from '@app/domain';
import type { Upload, UploadedMessage } from '@app/mail';
import type { EvidenceReport, VerifyOptions } from '@app/evidence';
import type { FileOrder, FileReading } from '../imports/read-file.js';
import type { MailOrder, MailReading } from '../intake/read-mail.js';
import type { ProtocolOrder, ProtocolRows } from '../protocol/csv.js';
import type { LANES } from './limits.js';

/** Gives a part of the answer on at once, so that a large one is never held twice. */
export type Emit = (part: unknown) => void;

/** A file of an upload. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is asked of the reading process, and what it answers: plain data, bytes in and facts out. */
export interface Tasks {
  readonly mail: { readonly order: MailOrder; readonly answer: MailReading };
  readonly reply: {
    readonly order: { readonly message: ReplyMessage; readonly context: ReplyContext };
    readonly answer: ReplyReading;
  };
  readonly file: { readonly order: FileOrder; readonly answer: FileReading };
  readonly protocols: { readonly order: ProtocolOrder; readonly answer: ProtocolRows };
  /** Parts: the messages, with their digests. */
  readonly upload: {
    readonly order: readonly GivenFile[];
    readonly answer: Upload['refused'];
    readonly part: UploadedMessage & { readonly sha256: string };
  };
  readonly evidence: {
    readonly order: { readonly bytes: Uint8Array; readonly options: VerifyOptions };
    readonly answer: EvidenceReport;
  };
}

export type TaskName = keyof Tasks;

type Run<N extends TaskName> = (
  order: Tasks[N]['order'],
  emit: Emit,
) => Promise<Tasks[N]['answer']>;

interface Task<N extends TaskName> {
  readonly lane: keyof typeof LANES;
  readonly run: Run<N>;
}

/** Every place where bytes of others are parsed. What each needs is loaded when it is asked for. */
export const TASKS: { readonly [N in TaskName]: Task<N> } = {
  mail: {
    lane: 'mail',
    run: async (order) => (await import('../intake/read-mail.js')).readMail(order),
  },
  reply: {
    lane: 'mail',
    run: async ({ message, context }) => (await import('@app/domain')).readReply(message, context),
  },
  file: {
    lane: 'files',
    run: async (order) => (await import('../imports/read-file.js')).readFile(order),
  },
  protocols: {
    lane: 'files',
    run: async (order) => (await import('../protocol/csv.js')).readProtocolCsv(order),
  },
  upload: {
    lane: 'files',
    run: async (files, emit) => {
      const { openUploads, UPLOAD_CAPS } = await import('@app/mail');
      const { MAIL_UPLOAD } = await import('./limits.js');
      const { messages, refused } = openUploads(files, { ...UPLOAD_CAPS, ...MAIL_UPLOAD });
      const { sha256 } = await import('@app/evidence');
      for (const one of messages) emit({ ...one, sha256: sha256(one.raw) });
      return refused;
    },
  },
  evidence: {
    lane: 'evidence',
    run: async ({ bytes, options }) =>
      (await import('@app/evidence')).verifyEvidence(bytes, options),
  },
};
