import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Fact, Instant, Municipality, Survey } from '@app/domain';
import { renderLetter } from '@app/letters';
import { composeMime } from '@app/mail';
import { newMessageId } from '@app/pec';
import type { LetterRow } from '@app/persistence';
import { addDispatch, saveRendering } from '@app/persistence';
import { DataSource } from 'typeorm';
import { letterModel } from '../letter-model/letter-model.js';
import { WorkflowSettings } from '../settings.js';
import type { Recheck } from './recheck.js';

/** Turns a letter into bytes that never change again: rendering, MIME, Message-ID and digest, on record. */
@Injectable()
export class Freezer {
  constructor(
    private readonly db: DataSource,
    private readonly settings: WorkflowSettings,
  ) {}

  /** Freezes one attempt and gives its Message-ID. */
  async freeze(
    survey: Survey,
    municipality: Municipality,
    facts: readonly Fact[],
    letter: LetterRow,
    check: Extract<Recheck, { go: true }>,
    attempt: number,
    now: Instant,
  ): Promise<string> {
    const model = letterModel(survey, municipality, facts, {
      template: letter.template,
      rung: letter.rung,
      obligations: check.obligations,
      at: now,
      to: check.address.address,
      from: this.settings.from,
      token: letter.token,
      protocol: null,
      sandbox: this.settings.sandbox,
    });
    const rendered = await renderLetter(model);
    const messageId = newMessageId(this.settings.secret, opaqueId(), domainOf(this.settings.from));
    const raw = await composeMime({
      from: this.settings.from,
      fromName: this.settings.fromName,
      to: check.address.address,
      subject: rendered.subject,
      text: rendered.text,
      html: rendered.html,
      attachments: [
        { name: rendered.pdfName, contentType: 'application/pdf', content: rendered.pdf },
      ],
      messageId,
      date: now,
    });
    await this.db.transaction(async (tx) => {
      await addDispatch(tx, {
        messageId,
        letter: letter.id,
        attempt,
        fromAddress: this.settings.from,
        toAddress: check.address.address,
        addressSource: check.address.source,
        raw: Buffer.from(raw),
        sha256: createHash('sha256').update(raw).digest('hex'),
        createdAt: now,
      });
      await saveRendering(tx, letter.id, {
        subject: rendered.subject,
        templateVersion: rendered.templateVersion,
        parts: { text: rendered.text, html: rendered.html },
      });
    });
    return messageId;
  }
}

/** 96 random bits: a receipt for an id that we never issued can't be guessed. */
function opaqueId(): string {
  return randomBytes(12).toString('hex');
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
