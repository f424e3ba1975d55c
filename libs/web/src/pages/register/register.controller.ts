import { Controller, Get, Query, Render } from '@nestjs/common';
import { Clock, Letters, Reference } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { exportLinks } from '../../view/export-links.js';
import { pageNumber, paging } from '../../view/paging.js';
import { LETTER_WORDS } from '../../vocabulary.js';
import { LETTER_STATES, LOOKS, registerAsked, registerQuery } from './register-asked.js';
import { letterLine, LOOK_WORDS } from './register.js';

const ROWS = 25;

/** Every letter with its state and receipts. */
@AllowedTo('lettore')
@Controller('invii')
export class RegisterController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly letters: Letters,
  ) {}

  @Get()
  @Render('invii')
  async list(@Query() asked: Readonly<Record<string, unknown>>) {
    const { surveys, municipalities } = await this.reference.load();
    const filter = registerAsked(asked);
    const page = pageNumber(asked['pagina']);
    const found = await this.letters.search({
      ...filter,
      now: this.clock.now(),
      limit: ROWS,
      offset: (page - 1) * ROWS,
    });
    return {
      title: 'Registro invii',
      letters: found.letters.map((one) => letterLine(one, surveys, municipalities)),
      paging: paging(found.total, page, ROWS, '/invii', registerQuery(filter)),
      exports: exportLinks('/invii/esporta', registerQuery(filter)),
      total: found.total,
      filter,
      filtered: Object.values(filter).some((value) => value !== undefined),
      states: [
        { value: '', word: 'Tutti' },
        ...LETTER_STATES.map((value) => ({
          value,
          word: LETTER_WORDS[value].word,
          selected: value === filter.state,
        })),
      ],
      looks: [
        { value: '', word: 'Tutte' },
        ...LOOKS.map((value) => ({
          value,
          word: LOOK_WORDS[value],
          selected: value === filter.list,
        })),
      ],
    };
  }
}
