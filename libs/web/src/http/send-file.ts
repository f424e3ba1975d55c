import type { Response } from 'express';

/** Sends bytes under a type and a name of their own; browsers may not guess another (nosniff). */
export function sendFile(
  response: Response,
  bytes: Buffer,
  name: string,
  type: string,
  disposition: 'attachment' | 'inline' = 'attachment',
): void {
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  response.setHeader('Content-Type', type);
  response.setHeader(
    'Content-Disposition',
    `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  response.end(bytes);
}
