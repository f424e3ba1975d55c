import { Controller, Get, Query, Render } from '@nestjs/common';
import { Clock, Letters, Reference } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { links } from '../../view/links.js';
import { municipalitiesLike } from '../../view/municipality-choice.js';
import { queryText, withQuery } from '../../view/paging.js';
import { letterLine } from '../register/register.js';
import { foundMunicipalities } from './search.js';

const LETTERS = 20;
const MUNICIPALITIES = 50;

/** Across municipalities, letters, protocol codes and Message-IDs. */
@AllowedTo('lettore')
@Controller('cerca')
export class SearchController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly letters: Letters,
  ) {}

  @Get()
  @Render('cerca')
  async search(@Query('q') asked: unknown) {
    const query = queryText(asked);
    if (query === undefined) return { title: 'Cerca', query: '', empty: true };
    const { surveys, municipalities } = await this.reference.load();
    const named = foundMunicipalities([...municipalities.values()], query);
    const found = await this.letters.search({
      now: this.clock.now(),
      text: query,
      limit: LETTERS,
      offset: 0,
    });
    return {
      title: `Cerca: ${query}`,
      query,
      municipalities: named.slice(0, MUNICIPALITIES).map(({ istat, name }) => ({
        name,
        istat,
        href: links.municipality(istat),
      })),
      moreMunicipalities: Math.max(0, named.length - MUNICIPALITIES),
      letters: found.letters.map((one) => letterLine(one, surveys, municipalities)),
      more: found.total > LETTERS ? withQuery('/invii', { cerca: query }) : null,
      total: found.total,
    };
  }

  /** The names that a field for a municipality offers while one writes; of two alike each with its code. */
  @Get('comuni')
  @Render('cerca-comuni')
  async names(@Query('comune') asked: unknown) {
    const { municipalities } = await this.reference.load();
    const like = municipalitiesLike(queryText(asked), municipalities.values());
    const alike = (name: string): boolean => like.filter((one) => one.name === name).length > 1;
    return {
      municipalities: like.map(({ istat, name }) => ({
        value: alike(name) ? `${name} (${istat})` : name,
        word: `ISTAT ${istat}`,
      })),
    };
  }
}
