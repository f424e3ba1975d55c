import type { Request, RequestHandler } from 'express';
import multer from 'multer';
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
      return next(Object.assign(new Error('form refused'), { status: tooLarge ? 413 : 400 }));
    });
  };
}

/** The file that came with a form; null when none was chosen. */
export function fileOf(request: Request): ReceivedFile | null {
  const { file } = request as unknown as { file?: { originalname: string; buffer: Buffer } };
  if (file === undefined || file.buffer.length === 0) return null;
  // Browsers send UTF-8; the header's bytes were read as Latin-1.
  return { name: Buffer.from(file.originalname, 'latin1').toString('utf8'), bytes: file.buffer };
}
