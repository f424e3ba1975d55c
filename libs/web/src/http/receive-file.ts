import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { mayAct } from '../access/roles.js';
import { visitorOf } from '../access/visitor.js';

/** A file of a form. */
export interface ReceivedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** As the error page says: 10 MB. */
const LARGEST = 10 * 1024 * 1024;

/** A CSV that was shown and is sent again to be confirmed. */
const LARGEST_FIELD = 5 * 1024 * 1024;

/**
 * Reads forms with a file (multipart) of signed-in people, before the guards look at the form's token. One file named `file`, kept in
 * memory, at most 10 MB; anything else is refused.
 */
export function receiveFile(): RequestHandler {
  const limits = { fileSize: LARGEST, files: 1, fields: 20, parts: 25, fieldSize: LARGEST_FIELD };
  const read = multer({ storage: multer.memoryStorage(), limits }).single('file');
  return (request, response, next) => {
    const isForm = request.method === 'POST' && request.is('multipart/form-data');
    if (!isForm || visitorOf(response) === null) return next();
    return read(request, response, (error?: unknown) => {
      if (error === undefined) return next();
      const tooLarge = (error as { code?: string } | null)?.code === 'LIMIT_FILE_SIZE';
      return next(refused(tooLarge ? 413 : 400));
    });
  };
}

/** Messages of an upload: as many bytes as a mailbox export of a few months has. */
const LARGEST_UPLOAD = 128 * 1024 * 1024;
const MOST_FILES = 200;

/**
 * Reads forms with several files named `file`, of people who may send them, at most 200 files and 128 MB in all. What is larger
 * is refused by its stated length, before a byte of it is read.
 */
export function receiveFiles(): RequestHandler {
  const limits = { fileSize: LARGEST_UPLOAD, files: MOST_FILES, fields: 20, parts: 230 };
  const read = multer({ storage: multer.memoryStorage(), limits }).array('file', MOST_FILES);
  return (request, response, next) => {
    const isForm = request.method === 'POST' && request.is('multipart/form-data');
    const visitor = visitorOf(response);
    if (!isForm || visitor === null || !mayAct(visitor.account.role, 'operatore')) return next();
    const length = Number(request.get('content-length') ?? Infinity);
    if (length > LARGEST_UPLOAD) return next(refused(413));
    return read(request, response, (error?: unknown) =>
      next(error === undefined ? undefined : refused(400)),
    );
  };
}

const refused = (status: number): Error => Object.assign(new Error('form refused'), { status });

/** The files that came with a form, the empty ones too: an upload says of each what became of it. */
export function filesOf(request: Request): readonly ReceivedFile[] {
  const { files } = request as unknown as { files?: { originalname: string; buffer: Buffer }[] };
  return (files ?? [])
    .filter(({ originalname }) => originalname !== '')
    .map(({ originalname, buffer }) => ({ name: nameOf(originalname), bytes: buffer }));
}

/** The names that files came with, chosen or not. */
export function fileNames(request: Request): readonly string[] {
  const { file, files = [] } = request as unknown as {
    file?: { originalname: string };
    files?: { originalname: string }[];
  };
  return [...files, ...(file === undefined ? [] : [file])].map(({ originalname }) =>
    nameOf(originalname),
  );
}

/** Browsers send UTF-8; the header's bytes were read as Latin-1. */
const nameOf = (header: string): string => Buffer.from(header, 'latin1').toString('utf8');

/** The file that came with a form; null when none was chosen. */
export function fileOf(request: Request): ReceivedFile | null {
  const { file } = request as unknown as { file?: { originalname: string; buffer: Buffer } };
  if (file === undefined || file.buffer.length === 0) return null;
  return { name: nameOf(file.originalname), bytes: file.buffer };
}
