declare module 'multer' {
  import type { RequestHandler } from 'express';

  /** The part of multer that we use. */
  interface Multer {
    (options: { readonly storage: unknown; readonly limits: Readonly<Record<string, number>> }): {
      single(field: string): RequestHandler;
      array(field: string, most: number): RequestHandler;
    };
    memoryStorage(): unknown;
  }
  const multer: Multer;
  export default multer;
}
