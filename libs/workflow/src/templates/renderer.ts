import { Injectable } from '@nestjs/common';
import { TemplateLetterRenderer } from '@app/letters';
import { DatabaseTemplateSource } from './database-source.js';

/** Writes letters from the versions in the database: the one in force, or the one that is asked for. */
@Injectable()
export class InstalledLetterRenderer extends TemplateLetterRenderer {
  constructor(source: DatabaseTemplateSource) {
    super(source);
  }
}
