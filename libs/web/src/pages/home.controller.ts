import { Controller, Get, Render } from '@nestjs/common';
import { Clock, Letters, Reference, States, WorkflowSettings } from '@app/workflow';
import { DISPATCH_WORDS, LETTER_WORDS, RECEIPT_WORDS, RUNG_WORDS } from '../vocabulary.js';
import { matrixOf } from './matrix.js';

/** The first page: how the ten comuni stand, and the letters with their receipts. */
@Controller()
export class HomeController {
  constructor(
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly reference: Reference,
    private readonly states: States,
    private readonly letters: Letters,
  ) {}

  @Get()
  @Render('matrice')
  async matrix() {
    const now = this.clock.now();
    const { surveys } = await this.reference.load();
    const matrices = [];
    for (const survey of surveys.values()) {
      const standings = await this.states.standings(survey, { asOf: now });
      matrices.push({ title: survey.shortTitle, ...matrixOf(survey, standings) });
    }
    return { title: 'Matrice', matrixPage: true, now, sandbox: this.settings.sandbox, matrices };
  }

  @Get('invii')
  @Render('invii')
  async register() {
    const { municipalities } = await this.reference.load();
    const letters = (await this.letters.latest()).map(({ letter, attempts, receipts }) => ({
      ...letter,
      municipalityName: municipalities.get(letter.municipality)?.name ?? letter.municipality,
      rungWord: RUNG_WORDS[letter.rung] ?? letter.rung,
      status: LETTER_WORDS[letter.state],
      attempts: attempts.map((attempt) => ({ ...attempt, word: DISPATCH_WORDS[attempt.state] })),
      receipts: receipts.map((receipt) => ({
        ...receipt,
        word: RECEIPT_WORDS[receipt.kind ?? ''] ?? receipt.kind,
        verified: receipt.verdict === 'valid',
      })),
    }));
    const now = this.clock.now();
    return {
      title: 'Registro invii',
      letterPage: true,
      now,
      sandbox: this.settings.sandbox,
      letters,
    };
  }
}
