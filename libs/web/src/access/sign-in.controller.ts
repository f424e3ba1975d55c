import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Accounts } from '@app/workflow';
import type { SignedIn } from '@app/workflow';
import { callerOf, tooMany, tooManyText } from './caller.js';
import { localPath } from './local-path.js';
import { AllowedTo } from './roles.js';
import { dropSession, keepDevice, keepSession, visitorOf } from './visitor.js';

interface SignInForm {
  readonly utente?: unknown;
  readonly password?: unknown;
  readonly poi?: unknown;
}

/** Signing in by password or one-time link, and out. */
@Controller()
export class SignInController {
  constructor(private readonly accounts: Accounts) {}

  @AllowedTo('public')
  @Get('accesso')
  form(@Query('poi') then: unknown, @Res() response: Response): void {
    if (visitorOf(response) !== null) response.redirect(303, localPath(then));
    else response.render('accesso', { title: 'Accesso', then: localPath(then) });
  }

  @AllowedTo('public')
  @Post('accesso')
  async signIn(
    @Body() form: SignInForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const name = text(form.utente);
    const caller = callerOf(request, response);
    const result = await this.accounts.signIn(name, text(form.password), caller);
    const then = localPath(form.poi);
    if (!('refused' in result)) {
      await this.#enter(response, result);
      response.redirect(303, then);
      return;
    }
    const wait = result.code === 'wait';
    const message = wait ? tooManyText(result.seconds) : 'Nome utente o password non corretti.';
    if (wait) response.setHeader('Retry-After', result.seconds);
    response.status(wait ? 429 : 422);
    const errors = [{ field: 'utente', message }];
    response.render('accesso', { title: 'Errore: accesso', name, then, errors });
  }

  /** Looking at a link uses nothing up: mail scanners and previews look too. */
  @AllowedTo('public')
  @Get('accesso/:token')
  async link(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const open = await this.accounts.isLinkOpen(token, callerOf(request, response));
    if (typeof open === 'object') throw tooMany(response, open.seconds);
    response
      .status(open ? 200 : 410)
      .render('collegamento', { title: 'Accesso con collegamento', open });
  }

  @AllowedTo('public')
  @Post('accesso/:token')
  async signInByLink(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const signedIn = await this.accounts.signInByLink(token, callerOf(request, response));
    if (signedIn === null) {
      response
        .status(410)
        .render('collegamento', { title: 'Accesso con collegamento', open: false });
      return;
    }
    if ('refused' in signedIn) throw tooMany(response, signedIn.seconds);
    await this.#enter(response, signedIn);
    response.redirect(303, signedIn.account.passwordHash === null ? '/profilo?benvenuto=1' : '/');
  }

  @AllowedTo('lettore')
  @Post('uscita')
  async signOut(@Res() response: Response): Promise<void> {
    const visitor = visitorOf(response);
    if (visitor !== null) await this.accounts.signOut(visitor.secret);
    dropSession(response);
    response.redirect(303, '/accesso');
  }

  /** A new secret at every sign-in: one that was there before is worth nothing afterwards. */
  async #enter(response: Response, { secret, device }: SignedIn): Promise<void> {
    const before = visitorOf(response);
    if (before !== null) await this.accounts.signOut(before.secret);
    keepSession(response, secret);
    keepDevice(response, device);
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
