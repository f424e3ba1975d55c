import { expect } from '@jest/globals';
import type { Person } from './person.js';

/** More groups of letters than three weeks of a campaign have. */
const MOST = 20;

/** One prepares every group of letters of the coming weeks. @returns how many */
export async function prepareAll(officer: Person): Promise<number> {
  for (let prepared = 0; prepared < MOST; prepared += 1) {
    await officer.menu('Via libera');
    const next = officer.button(/^Prepara /);
    if ((await next.count()) === 0) return prepared;
    await officer.go(next);
    await officer.sees('lo approva un’altra persona');
  }
  throw new Error('there is always one more group to prepare');
}

/** Another approves what was prepared. @returns how many */
export async function approveAll(approver: Person): Promise<number> {
  for (let approved = 0; approved < MOST; approved += 1) {
    await approver.menu('Via libera');
    const waiting = approver.page.locator('tbody tr', { hasText: 'Da approvare' });
    if ((await waiting.count()) === 0) return approved;
    await approver.go(approver.link(/./, waiting.first()));
    await approver.go(approver.button('Approva l’invio'));
    await approver.sees('Invio approvato');
  }
  throw new Error('there is always one more to approve');
}

/** Four eyes: what one prepared, the other lets go. */
export async function letGo(officer: Person, approver: Person): Promise<void> {
  const prepared = await prepareAll(officer);
  expect(prepared).toBeGreaterThan(0);
  expect(await approveAll(approver)).toBe(prepared);
}
