import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { mayAct } from '../access/roles.js';
import { visitorOf } from '../access/visitor.js';
import { Refused } from './refused.js';

/** A file of a form. */
export interface ReceivedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** As the refusal says: 10 MB. */
const LARGEST = 10 * 1024 * 1024;

/** None of our forms has as many, nor a name as long. */
const FIELDS = { fields: 20, fieldNameSize: 100 };

/** A CSV that was shown and is sent again to be confirmed. */
const LARGEST_FIELD = 5 * 1024 * 1024;

/**
 * Reads forms with a file (multipart) of signed-in people, before the guards look at the form's token. One file named `file`, kept in
 * memory, at most 10 MB; anything else is refused.
 */
export function receiveFile(): RequestHandler {
  const own = { fileSize: LARGEST, files: 1, fieldSize: LARGEST_FIELD };
  const limits = { ...own, ...FIELDS, parts: 25 };
  const read = multer({ storage: multer.memoryStorage(), limits }).single('file');
  return (request, response, next) => {
    const isForm = request.method === 'POST' && request.is('multipart/form-data');
    if (!isForm || visitorOf(response) === null) return next();
    return read(request, response, (error?: unknown) =>
      next(error === undefined ? undefined : refusalOf(error, 1, '10 MB')),
    );
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
  const limits = { fileSize: LARGEST_UPLOAD, files: MOST_FILES, ...FIELDS, parts: 230 };
  const read = multer({ storage: multer.memoryStorage(), limits }).array('file', MOST_FILES);
  return (request, response, next) => {
    const isForm = request.method === 'POST' && request.is('multipart/form-data');
    const visitor = visitorOf(response);
    if (!isForm || visitor === null || !mayAct(visitor.account.role, 'operatore')) return next();
    const length = Number(request.get('content-length') ?? Infinity);
    if (length > LARGEST_UPLOAD) return next(tooLarge('128 MB, fra tutti i file'));
    return read(request, response, (error?: unknown) =>
      next(error === undefined ? undefined : refusalOf(error, MOST_FILES, '128 MB')),
    );
  };
}

const tooLarge = (limit: string): Refused =>
  new Refused(413, `Il limite è di ${limit}.`, 'Il file è troppo grande');

/** Why a form with files is refused, by multer's code; any other is a form that nobody can read. */
const REASONS: Readonly<Record<string, string>> = {
  LIMIT_UNEXPECTED_FILE: 'Un file è arrivato in un campo che non ne attende, o ce n’è più d’uno.',
  LIMIT_FIELD_KEY: 'Il nome di un campo del modulo è troppo lungo.',
  LIMIT_FIELD_VALUE: 'Il testo di un campo del modulo è troppo lungo.',
  LIMIT_FIELD_COUNT: 'Il modulo ha troppi campi.',
  LIMIT_PART_COUNT: 'Il modulo ha troppi campi.',
  MISSING_FIELD_NAME: 'Un campo del modulo è senza nome.',
};

const UNREADABLE = 'Il modulo con il file non è leggibile: è interrotto, o un nome è troppo lungo.';

function refusalOf(error: unknown, files: number, size: string): Refused {
  const { code = '' } = error as { code?: string };
  if (code === 'LIMIT_FILE_SIZE') return tooLarge(size);
  if (code === 'LIMIT_FILE_COUNT') {
    return new Refused(400, `Al massimo ${files === 1 ? 'un file' : `${files} file`} per volta.`);
  }
  return new Refused(400, REASONS[code] ?? UNREADABLE);
}

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
