import type { Response } from 'express';
import { sendFile } from './send-file.js';

/**
 * What a letter's own HTML may do in the frame that shows it: be painted. It is a document of nobody (`sandbox`: no script, no
 * form, no link that opens, no origin of ours), it fetches nothing, and it may stand in our own pages only. The styles are in the
 * letter itself, as mail programs want them.
 */
const LETTER_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');

/** Shows the HTML part of a letter by itself, or in the frame of a page of ours. */
export function sendLetterHtml(response: Response, html: string): void {
  response.setHeader('Content-Security-Policy', LETTER_POLICY);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'private, no-store');
  response.end(html);
}

/** Shows a PDF in the browser's own viewer, by itself or in the frame of a page of ours. */
export function sendLetterPdf(response: Response, bytes: Uint8Array, name: string): void {
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  );
  sendFile(response, Buffer.from(bytes), name, 'application/pdf', 'inline');
}
