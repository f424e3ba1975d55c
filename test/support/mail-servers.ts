import { startDovecot, type TestDovecot } from './dovecot.js';
import { startPostfix, type TestPostfix } from './postfix.js';

export { PASSWORD } from './dovecot.js';

/** A real mail server for a test: Postfix takes, Dovecot shows, both on loopback and in temporary folders. */
export interface MailServers {
  readonly dovecot: TestDovecot;
  readonly postfix: TestPostfix;
  stop(): Promise<void>;
}

/** Starts both (under `describeWith(['dovecot', 'postfix'], …)`); users are addresses at `pec.example.it`. */
export async function startMailServers(users: readonly string[]): Promise<MailServers> {
  const dovecot = await startDovecot(users);
  try {
    const postfix = await startPostfix(dovecot, users);
    return {
      dovecot,
      postfix,
      stop: async () => {
        await postfix.stop();
        await dovecot.stop();
      },
    };
  } catch (error) {
    await dovecot.stop();
    throw error;
  }
}
