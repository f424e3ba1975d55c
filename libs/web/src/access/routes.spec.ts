import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AccountRole } from '@app/persistence';
import { ROLES } from '@app/persistence';
import { CONTROLLERS } from '../controllers.js';
import { AccessGuard } from './access.guard.js';
import { csrfToken } from './csrf.js';
import { Refused } from '../http/refused.js';

/** Who may use what: every route of the application, and no other. */
const TABLE: Readonly<Record<string, 'public' | AccountRole>> = {
  'GET /accesso': 'public',
  'POST /accesso': 'public',
  'GET /accesso/:token': 'public',
  'POST /accesso/:token': 'public',
  'POST /uscita': 'lettore',
  'GET /profilo': 'lettore',
  'POST /profilo': 'lettore',
  'GET /privacy': 'public',
  'GET /accessibilita': 'public',
  'GET /segnalazioni': 'public',
  'GET /status': 'public',
  'POST /prova/orologio': 'operatore',
  'GET /prova/orologio': 'lettore',
  'GET /prova/ricomincia': 'operatore',
  'POST /prova/ricomincia': 'operatore',
  'POST /prova/visita': 'lettore',
  'GET /': 'lettore',
  'GET /matrice': 'lettore',
  'GET /adempimenti/:istat/:survey/:round': 'lettore',
  'GET /adempimenti/:istat/:survey/:round/fascicolo': 'lettore',
  'GET /adempimenti/:istat/:survey/:round/fascicolo.zip': 'lettore',
  'GET /adempimenti/:istat/:survey/:round/azioni/:action': 'operatore',
  'POST /adempimenti/:istat/:survey/:round/azioni/:action': 'operatore',
  'GET /piano': 'lettore',
  'GET /piano/anteprima': 'lettore',
  'GET /piano/anteprima/pdf': 'lettore',
  'GET /piano/anteprima/html': 'lettore',
  'GET /invii': 'lettore',
  'GET /invii/:survey/:istat/:day': 'lettore',
  'GET /invii/:survey/:istat/:day/originale/:attempt': 'lettore',
  'GET /invii/:survey/:istat/:day/pdf': 'lettore',
  'GET /invii/:survey/:istat/:day/incerto': 'operatore',
  'POST /invii/:survey/:istat/:day/incerto': 'operatore',
  'GET /invii/:survey/:istat/:day/rispedisci': 'operatore',
  'GET /patrimonio': 'lettore',
  'GET /patrimonio/confronto': 'lettore',
  'GET /patrimonio/variazioni': 'lettore',
  'GET /patrimonio/importa': 'operatore',
  'POST /patrimonio/importa': 'operatore',
  'POST /patrimonio/importa/:sha256': 'operatore',
  'GET /patrimonio/modelli/:file': 'lettore',
  'GET /messaggi/carica': 'operatore',
  'POST /messaggi/carica': 'operatore',
  'GET /messaggi/caricamenti/:id': 'lettore',
  'GET /messaggi/quarantena': 'lettore',
  'POST /messaggi/quarantena/:sha256/riprova': 'operatore',
  'GET /messaggi/quarantena/:sha256/archivia': 'operatore',
  'POST /messaggi/quarantena/:sha256/archivia': 'operatore',
  'GET /invii/:survey/:istat/:day/html': 'lettore',
  'GET /messaggi/:sha256': 'lettore',
  'GET /risposte': 'lettore',
  'GET /risposte/:sha256': 'lettore',
  'POST /risposte/:sha256': 'operatore',
  'GET /comuni/:istat': 'lettore',
  'GET /comuni/:istat/indirizzo': 'operatore',
  'POST /comuni/:istat/indirizzo': 'operatore',
  'GET /cicli/:survey/:round': 'lettore',
  'GET /cicli/:survey/:round/proroga': 'approvatore',
  'POST /cicli/:survey/:round/proroga': 'approvatore',
  'GET /andamento': 'lettore',
  'GET /andamento/esporta': 'lettore',
  'GET /matrice/esporta': 'lettore',
  'GET /piano/esporta': 'lettore',
  'GET /invii/esporta': 'lettore',
  'GET /risposte/esporta': 'lettore',
  'GET /patrimonio/esporta': 'lettore',
  'GET /patrimonio/variazioni/esporta': 'lettore',
  'GET /mappa': 'lettore',
  'GET /regole': 'lettore',
  'GET /regole/:survey/versioni/:version': 'lettore',
  'GET /regole/:survey/modifica': 'amministratore',
  'POST /regole/:survey/modifica': 'amministratore',
  'GET /calendario': 'lettore',
  'GET /calendario/chiusure': 'lettore',
  'POST /calendario/chiusure': 'operatore',
  'GET /calendario/chiusure/togli': 'operatore',
  'POST /calendario/chiusure/togli': 'operatore',
  'GET /calendario/abbonamenti': 'lettore',
  'POST /calendario/abbonamenti': 'operatore',
  'POST /calendario/abbonamenti/:id/revoca': 'operatore',
  // Whoever has the secret address reads the calendar: programs can't sign in.
  'GET /calendario/:token.ics': 'public',
  'GET /cerca': 'lettore',
  'GET /cerca/comuni': 'lettore',
  'GET /registro-attivita': 'lettore',
  'POST /registro-attivita/verifica': 'lettore',
  'GET /sistema': 'amministratore',
  'POST /sistema/casella/riprendi': 'amministratore',
  'POST /sistema/casella/non-letto': 'amministratore',
  // Only to programs on this very machine.
  'GET /metrics': 'public',
  'GET /utenti': 'amministratore',
  'POST /utenti': 'amministratore',
  'POST /utenti/:id': 'amministratore',
  'GET /modelli': 'lettore',
  'GET /modelli/:template': 'lettore',
  'GET /modelli/:template/versioni/:number': 'lettore',
  'GET /modelli/:template/anteprima': 'lettore',
  'GET /modelli/:template/anteprima/pdf': 'lettore',
  'GET /modelli/:template/anteprima/html': 'lettore',
  'POST /modelli/:template/anteprima': 'approvatore',
  'GET /modelli/:template/modifica': 'approvatore',
  'POST /modelli/:template/modifica': 'approvatore',
  'POST /modelli/:template/versioni/:number/ripristina': 'approvatore',
  'GET /via-libera': 'lettore',
  'GET /via-libera/invii/:id': 'lettore',
  'GET /via-libera/lettere/:survey/:istat/:day': 'lettore',
  'POST /via-libera/prepara': 'operatore',
  // Deputies are operators; the service knows whose mandate holds.
  'POST /via-libera/invii/:id/approva': 'operatore',
  'POST /via-libera/invii/:id/respingi': 'operatore',
  'POST /via-libera/invii/:id/ritira': 'approvatore',
  'POST /via-libera/riprova': 'operatore',
  'POST /via-libera/protocolli/richiedi': 'operatore',
  'GET /via-libera/protocolli': 'operatore',
  'POST /via-libera/protocolli': 'operatore',
  'POST /via-libera/lettere/:survey/:istat/:day/protocollo': 'operatore',
  'POST /via-libera/lettere/:survey/:istat/:day/allegati': 'operatore',
  'GET /via-libera/esercizio': 'amministratore',
  'POST /via-libera/esercizio/avvia': 'amministratore',
  'POST /via-libera/esercizio/collaudo': 'amministratore',
  'POST /via-libera/esercizio/indirizzi': 'amministratore',
  'POST /via-libera/esercizio/sostituti': 'amministratore',
  'POST /via-libera/esercizio/sostituti/:id/termina': 'amministratore',
};

type Handler = (...args: never[]) => unknown;
interface Route {
  readonly name: string;
  readonly controller: new (...args: never[]) => object;
  readonly handler: Handler;
}

function routes(): Route[] {
  return CONTROLLERS.flatMap((controller) => {
    const base = Reflect.getMetadata('path', controller) as string;
    const own = controller.prototype as unknown as Record<string, Handler>;
    return Object.getOwnPropertyNames(own).flatMap((key): Route[] => {
      if (key === 'constructor') return [];
      const handler = own[key]!;
      const path = Reflect.getMetadata('path', handler) as string | undefined;
      if (path === undefined) return [];
      const method = RequestMethod[Reflect.getMetadata('method', handler) as number]!;
      const address = `/${[base, path]
        .map((part) => part.replace(/^\/|\/$/g, ''))
        .filter(Boolean)
        .join('/')}`;
      return [{ name: `${method} ${address}`, controller, handler }];
    });
  });
}

function asks(
  { controller, handler, name }: Route,
  role: AccountRole | null,
  token = true,
): boolean | string {
  const secret = 'secret';
  const locals = role === null ? {} : { visitor: { account: { id: 'x', role }, secret } };
  const body = token ? { _csrf: csrfToken(secret) } : {};
  const context = {
    getHandler: () => handler,
    getClass: () => controller,
    switchToHttp: () => ({
      getRequest: () => ({ method: name.split(' ')[0], body, get: () => undefined }),
      getResponse: () => ({ locals }),
    }),
  } as unknown as ExecutionContext;
  try {
    return new AccessGuard(new Reflector()).canActivate(context);
  } catch (error) {
    const status = error instanceof Refused ? error.getStatus() : null;
    if (status === 401) return 'sign in';
    if (status === 403) return 'forbidden';
    throw error;
  }
}

describe('who may use what', () => {
  const all = routes();

  it('is told for every route, and for no route that is not there', () => {
    expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(TABLE).sort());
  });

  it.each(all.map((route) => [route.name, route] as const))(
    'holds for each role: %s',
    (name, route) => {
      const needed = TABLE[name]!;
      const expected = ROLES.map((role) =>
        needed === 'public' || ROLES.indexOf(role) >= ROLES.indexOf(needed) ? true : 'forbidden',
      );
      expect(ROLES.map((role) => asks(route, role))).toEqual(expected);
      expect(asks(route, null)).toBe(needed === 'public' ? true : 'sign in');
    },
  );

  it.each(
    all
      .filter(({ name }) => name.startsWith('POST') && TABLE[name] !== 'public')
      .map((route) => [route.name, route] as const),
  )('asks for the form’s own token: %s', (_name, route) => {
    expect(asks(route, 'amministratore', false)).toBe('forbidden');
  });

  it('refuses to everybody what declares nobody', () => {
    class Forgotten {}
    const route = { name: 'GET /x', controller: Forgotten, handler: () => null };
    expect(asks(route, 'amministratore')).toBe('forbidden');
  });
});
