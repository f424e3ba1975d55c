import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Accounts } from '@app/workflow';
import { AllowedTo } from './roles.js';
import { visitorOf } from './visitor.js';

/** One's own account: a password of one's own. */
@AllowedTo('lettore')
@Controller('profilo')
export class ProfileController {
  constructor(private readonly accounts: Accounts) {}

  @Get()
  form(
    @Query('benvenuto') welcome: unknown,
    @Query('fatto') done: unknown,
    @Res() response: Response,
  ) {
    response.render('profilo', {
      title: 'Il mio profilo',
      welcome: welcome === '1',
      done:
        done === 'password'
          ? 'La password è stata cambiata. Le altre sessioni sono state chiuse.'
          : null,
    });
  }

  @Post()
  async change(
    @Body() form: { password?: unknown; ripetizione?: unknown },
    @Res() response: Response,
  ): Promise<void> {
    const visitor = visitorOf(response)!;
    const password = typeof form.password === 'string' ? form.password : '';
    const fault =
      password !== form.ripetizione
        ? { field: 'ripetizione', message: 'Le due password non sono uguali.' }
        : await this.#change(visitor, password);
    if (fault === null) response.redirect(303, '/profilo?fatto=password');
    else
      response.status(422).render('profilo', { title: 'Errore: il mio profilo', errors: [fault] });
  }

  async #change(visitor: NonNullable<ReturnType<typeof visitorOf>>, password: string) {
    const message = await this.accounts.changePassword(visitor.account, password, visitor.secret);
    return message === null ? null : { field: 'password', message };
  }
}
