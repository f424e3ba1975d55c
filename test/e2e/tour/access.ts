import type { Person } from './person.js';

const PASSWORD = 'quattro parole a caso';

/** Comes in by a one-time link and chooses a password. */
export async function enterByLink(person: Person, link: string): Promise<void> {
  const { hands } = person;
  await person.open(link);
  await person.go(person.button('Entra in Sollecito'));
  await hands.write(person.field('Nuova password'), PASSWORD);
  await hands.write(person.field('Ripeti la nuova password'), PASSWORD);
  await person.go(person.button('Salva la password'));
  await person.sees('La password è stata cambiata');
}

/** Goes home, and comes back with name and password. */
export async function leaveAndReturn(person: Person, user: string): Promise<void> {
  const { hands } = person;
  await person.go(person.button('Esci'));
  await hands.write(person.field('Nome utente'), user);
  await hands.write(person.field('Password'), PASSWORD);
  await person.go(person.button('Accedi'));
  await person.sees(/^Quadro /);
}

/** Adds an account. @returns its one-time link */
export async function addUser(
  person: Person,
  user: { id: string; name: string; role: string },
): Promise<string> {
  const { hands } = person;
  await person.menu('Utenti');
  await hands.write(person.field('Nome utente'), user.id);
  await hands.write(person.field('Nome e cognome'), user.name);
  await hands.choose(person.field('Ruolo'), user.role);
  await person.go(person.button('Aggiungi'));
  await person.sees(`Collegamento per ${user.id}`);
  return (await person.page.locator('.collegamento').innerText()).trim();
}
