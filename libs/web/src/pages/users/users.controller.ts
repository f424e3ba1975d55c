import {
  Body,
  Controller,
  Get,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AccountRole, AccountRow } from '@app/persistence';
import { ROLES } from '@app/persistence';
import { AccountDesk, Accounts } from '@app/workflow';
import { AllowedTo, ROLE_WORDS } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import { siteOf } from '../../http/site.js';
import type { FieldFault, FieldSpec, FieldValues } from '../../view/fields.js';
import { faultsOf, fieldViews, valuesOf } from '../../view/fields.js';
import { oneOf } from '../../view/paging.js';

const NEW: readonly FieldSpec[] = [
  {
    name: 'utente',
    label: 'Nome utente',
    type: 'text',
    required: true,
    hint: 'Lettere minuscole, cifre, punto e trattino: per esempio giulia.spadafina',
  },
  { name: 'nome', label: 'Nome e cognome', type: 'text', required: true },
  {
    name: 'ruolo',
    label: 'Ruolo',
    type: 'select',
    required: true,
    options: ROLES.map((value) => ({
      value,
      word: `${ROLE_WORDS[value].word}: ${ROLE_WORDS[value].may}`,
    })),
  },
];
const ACTIONS = ['collegamento', 'disattiva', 'riattiva'] as const;
/** A form that is none of the page's. */
const UNKNOWN = { message: 'Operazione o ruolo sconosciuti: scegliere fra quelli della pagina.' };
const NAME = /^[a-z][a-z0-9.-]{1,39}$/;

/** Who may sign in, and what they may do. */
@AllowedTo('amministratore')
@Controller('utenti')
export class UsersController {
  constructor(
    private readonly accounts: Accounts,
    private readonly desk: AccountDesk,
  ) {}

  @Get()
  async list(@Query('fatto') done: unknown, @Res() response: Response): Promise<void> {
    await this.#show(response, {
      done: oneOf(done, ['si']) === undefined ? null : 'La modifica è registrata.',
    });
  }

  @Post()
  async add(
    @Body() form: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const values = valuesOf(NEW, form);
    const faults = faultsOf(NEW, values);
    const id = values['utente'] ?? '';
    if (faults.length === 0 && !NAME.test(id)) {
      faults.push({
        field: 'utente',
        message: `«${id}» non va bene come nome utente: lettere minuscole, cifre, punto e trattino, da 2 a 40 caratteri.`,
      });
    }
    const token =
      faults.length > 0
        ? null
        : await this.desk.add(
            { id, name: values['nome'] ?? '', role: values['ruolo'] as AccountRole },
            actorOf(response),
          );
    if (faults.length === 0 && token === null)
      faults.push({ field: 'utente', message: `Il nome utente «${id}» esiste già.` });
    if (token === null) await this.#show(response, { values, faults });
    else
      await this.#show(response, {
        link: siteOf(response).url(`/accesso/${token}`, request),
        linkFor: id,
      });
  }

  @Post(':id')
  async change(
    @Param('id') id: string,
    @Body() form: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if ((await this.accounts.byId(id)) === null) throw new NotFoundException();
    const role = oneOf(form['ruolo'], ROLES);
    const by = actorOf(response);
    const action = oneOf(form['azione'], ACTIONS);
    const result =
      action === 'collegamento'
        ? await this.desk.newLink(id, by)
        : action === 'disattiva'
          ? await this.desk.disable(id, by)
          : action === 'riattiva'
            ? await this.desk.enable(id, by)
            : role !== undefined && form['azione'] === undefined
              ? await this.desk.changeRole(id, role, by)
              : UNKNOWN;
    if (result === null) {
      response.redirect(303, id === by ? '/' : '/utenti?fatto=si');
    } else if ('token' in result) {
      const link = siteOf(response).url(`/accesso/${result.token}`, request);
      await this.#show(response, { link, linkFor: id });
    } else {
      response.status(result === UNKNOWN ? 422 : 409);
      await this.#show(response, {
        faults: [{ field: '', message: `Non è stato cambiato nulla. ${result.message}` }],
      });
    }
  }

  async #show(
    response: Response,
    more: {
      values?: FieldValues;
      faults?: FieldFault[];
      link?: string;
      linkFor?: string;
      done?: string | null;
    },
  ): Promise<void> {
    const { values = null, faults = [], ...rest } = more;
    if (faults.length > 0 && response.statusCode < 400) response.status(422);
    const all = await this.accounts.all();
    response.render('utenti', {
      title: `${faults.length > 0 ? 'Errore: ' : ''}Utenti`,
      accounts: all.map((account) => accountLine(account, actorOf(response))),
      fields: fieldViews(NEW, values, faults),
      errors: faults,
      ...rest,
    });
  }
}

function accountLine(
  { id, name, role, signedInAt, disabledAt, passwordHash }: AccountRow,
  self: string,
) {
  return {
    id,
    name,
    role: ROLE_WORDS[role].word,
    roles: ROLES.map((value) => ({
      value,
      word: ROLE_WORDS[value].word,
      selected: value === role,
    })),
    signedInAt,
    disabled: disabledAt !== null,
    pending: passwordHash === null,
    self: id === self,
  };
}
