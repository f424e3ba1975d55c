import { expect } from '@jest/globals';
import type { Person } from './person.js';

/** Reads what will leave and what will not: every planned line has its reason, and a letter can be read whole. */
export async function readPlan(person: Person, until: string): Promise<void> {
  const { page, hands } = person;
  await person.menu('Piano invii');
  await hands.write(person.field('Al'), until);
  await person.go(person.button('Mostra'));
  const reasons = await page.locator('main tbody tr').evaluateAll((rows) =>
    rows.flatMap((row) => {
      const table = row.closest('table');
      const heads = [...(table?.querySelectorAll('thead th') ?? [])];
      const at = heads.findIndex(({ textContent }) => /^(Perché|Motivo)$/.test(textContent ?? ''));
      // Letters that are decided already say when they leave.
      return at < 0 ? [] : [row.children[at]?.textContent?.trim() ?? ''];
    }),
  );
  expect(reasons.length).toBeGreaterThan(50);
  expect(reasons.filter((reason) => reason.length < 20)).toEqual([]);
  await person.go(person.link(/^Anteprima.*Primo sollecito/));
  await person.sees(/31\/03\/2022/);
}

/** Looks a letter up in the register: the receipts stand beneath, with what their signatures say. */
export async function readReceipts(person: Person, name: string, letter: RegExp): Promise<void> {
  await person.menu('Registro invii');
  await person.hands.write(person.field('Comune, oggetto, identificativo'), name);
  await person.go(person.button('Filtra'));
  await person.go(person.link(letter));
  await person.sees('Accettazione');
  await person.sees('Avvenuta consegna');
  await person.sees(/firma verificata/);
}

/** Gives the oldest message of the holding pen to a municipality, as a question. */
export async function assignReply(person: Person, istat: string): Promise<void> {
  const { page, hands } = person;
  await person.menu('Risposte');
  const waiting = await page.locator('main tbody tr').count();
  expect(waiting).toBeGreaterThan(0);
  await person.go(page.locator('main tbody a').first());
  await hands.choose(person.field('Comune'), istat);
  await hands.choose(person.field('Che cosa è'), 'question');
  await person.go(person.button('Mostra gli adempimenti del Comune scelto'));
  await hands.tick(page.locator('[name=cicli]').first());
  await person.go(person.button('Continua'));
  await person.sees('Lo stato non cambia');
  await person.go(person.button('Registra la decisione'));
  expect(await page.locator('main tbody tr').count()).toBe(waiting - 1);
}

/** Opens the obligation of a municipality from the matrix. */
export async function openObligation(person: Person, name: string, round: RegExp): Promise<void> {
  await person.menu('Matrice');
  await person.hands.write(person.field('Comune'), name);
  await person.go(person.button('Filtra'));
  const head = person.page.getByRole('columnheader', { name: round });
  const column = await head.evaluate((cell) => [...cell.parentElement!.children].indexOf(cell));
  await person.go(
    person.page.locator('main tbody tr').first().locator('> *').nth(column).locator('a'),
  );
  await person.sees(name);
}

/** Records an official transmission; the page says what changes before it is recorded. */
export async function recordTransmission(person: Person): Promise<void> {
  const { hands } = person;
  await person.go(person.link('Registra una trasmissione'));
  await hands.choose(person.field('Come è stata fatta'), 'manual');
  await hands.write(person.page.getByLabel('Numero di alloggi'), '12');
  await person.go(person.button('Continua'));
  await person.sees('Che cosa cambia');
  await person.go(person.button('Registra la trasmissione'));
  await person.sees(/^Trasmesso/);
}

/** Grants an extension: the plan's difference is seen first. */
export async function grantExtension(person: Person, due: string): Promise<void> {
  const { page, hands } = person;
  await person.go(person.link('Concedi una proroga'));
  await hands.write(person.field('Nuova scadenza'), due);
  await hands.write(person.field('Motivo'), 'Richiesta del Comune');
  await person.go(person.button('Continua'));
  await person.sees('Che cosa cambia nel piano degli invii');
  expect(await page.locator('main tbody tr').count()).toBeGreaterThan(3);
  await person.go(person.button('Concedi la proroga'));
  await person.sees(/\(modificata\)/);
}

/** Gives the formal notice what it needs to leave. */
export async function unlockFormalNotice(person: Person): Promise<void> {
  const { hands } = person;
  await person.go(person.link('Sblocca la diffida'));
  await hands.write(person.field('Base giuridica'), 'art. 7 della legge regionale 10/2014');
  await hands.write(person.field('Firmatario competente'), 'La Dirigente della Sezione');
  await hands.write(person.field('Atto'), 'Determinazione n. 112 del 26/04/2022');
  await hands.write(person.field('Numero di protocollo'), 'r_puglia/AOO_080/0004321');
  await person.go(person.button('Continua'));
  await person.sees('Che cosa cambia');
  await person.go(person.button('Sblocca la diffida'));
}
