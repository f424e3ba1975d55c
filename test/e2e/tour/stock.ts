import { expect } from '@jest/globals';
import type { Person } from './person.js';

/** Imports a file of snapshots: checked first, then put on record. */
export async function importSnapshots(person: Person, file: string): Promise<void> {
  const { hands } = person;
  await person.menu('Patrimonio');
  await person.go(person.link('Importa', person.page.locator('main')));
  await hands.choose(person.field('Che cosa contiene'), 'consistenza');
  await hands.give(person.page.locator('#campo-file'), file);
  await person.go(person.button('Controlla il file'));
  await person.sees('Il file è a posto');
  await person.go(person.button('Registra il file'));
  await person.page.waitForURL(/registrati=2/);
}

/** The obligation says that nothing is owed, and on what that rests. */
export async function readExemption(person: Person): Promise<void> {
  await person.sees(/^Esonerato/);
  const reasons = await person.page.locator('.prove li').allInnerTexts();
  expect(reasons.length).toBeGreaterThanOrEqual(2);
  expect(reasons.join(' ')).toMatch(/31\/12\/2021/);
}
