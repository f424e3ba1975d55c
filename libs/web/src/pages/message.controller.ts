import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { FileDesk, ReplyDesk } from '@app/workflow';
import { AllowedTo } from '../access/roles.js';
import { sendFile } from '../http/send-file.js';

/** What a fact rests on, as it arrived: a message, to open in a mail program, or a file that was imported. */
@AllowedTo('lettore')
@Controller('messaggi')
export class MessageController {
  constructor(
    private readonly replies: ReplyDesk,
    private readonly files: FileDesk,
  ) {}

  @Get(':sha256')
  async original(@Param('sha256') sha256: string, @Res() response: Response): Promise<void> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new NotFoundException();
    const bytes = await this.replies.bytes(sha256);
    if (bytes !== null) {
      sendFile(response, bytes, `messaggio-${sha256.slice(0, 12)}.eml`, 'message/rfc822');
      return;
    }
    const file = await this.files.byDigest(sha256);
    if (file === null) throw new NotFoundException();
    sendFile(response, file.bytes, file.name, 'application/octet-stream');
  }
}
