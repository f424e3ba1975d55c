import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ReplyDesk } from '@app/workflow';
import { AllowedTo } from '../access/roles.js';
import { sendFile } from '../http/send-file.js';

/** A received message as it arrived, to keep or to open in a mail program. */
@AllowedTo('lettore')
@Controller('messaggi')
export class MessageController {
  constructor(private readonly replies: ReplyDesk) {}

  @Get(':sha256')
  async original(@Param('sha256') sha256: string, @Res() response: Response): Promise<void> {
    const bytes = /^[0-9a-f]{64}$/.test(sha256) ? await this.replies.bytes(sha256) : null;
    if (bytes === null) throw new NotFoundException();
    sendFile(response, bytes, `messaggio-${sha256.slice(0, 12)}.eml`, 'message/rfc822');
  }
}
