import { NotFoundException } from '@nestjs/common';
import type { Response } from 'express';
import type { ExportFormat, ExportTable } from '@app/workflow';
import { EXPORT_FORMATS, exportTable } from '@app/workflow';
import { oneOf } from '../view/paging.js';
import { sendFile } from './send-file.js';
import { Refused } from './refused.js';

const FORMATS = Object.keys(EXPORT_FORMATS) as ExportFormat[];

/** The format that an address asks for. @throws NotFoundException for any that there is not */
export function formatAsked(asked: unknown): ExportFormat {
  const format = oneOf(asked, FORMATS);
  if (format === undefined) throw new NotFoundException();
  return format;
}

/** Sends a table as a file of that format, to be kept and not shown. */
export async function sendExport(
  response: Response,
  table: ExportTable,
  format: ExportFormat,
): Promise<void> {
  const file = await exportTable(table, format);
  if ('refused' in file) throw new Refused(409, file.message);
  sendFile(response, file.bytes, file.name, file.type);
}
