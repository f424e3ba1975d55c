import { Controller, Get, Query, Render } from '@nestjs/common';
import type { LetterList, LetterState } from '@app/persistence';
import { Clock, Letters, Reference } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { dayOrNull } from '../../view/fields.js';
import { oneOf, pageNumber, paging, queryText } from '../../view/paging.js';
import { LETTER_WORDS } from '../../vocabulary.js';
import { letterLine, LOOK_WORDS } from './register.js';

const ROWS = 25;
const STATES = Object.keys(LETTER_WORDS) as LetterState[];
const LOOKS = Object.keys(LOOK_WORDS) as LetterList[];

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
    const filter = {
      text: queryText(asked['cerca']),
      state: oneOf(asked['stato'], STATES),
      list: oneOf(asked['guardare'], LOOKS),
      from: dayOrNull(queryText(asked['da']) ?? '') ?? undefined,
      to: dayOrNull(queryText(asked['a']) ?? '') ?? undefined,
    };
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
      paging: paging(found.total, page, ROWS, '/invii', {
        cerca: filter.text,
        stato: filter.state,
        guardare: filter.list,
        da: filter.from,
        a: filter.to,
      }),
      total: found.total,
      filter,
      filtered: Object.values(filter).some((value) => value !== undefined),
      states: [
        { value: '', word: 'Tutti' },
        ...STATES.map((value) => ({
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
