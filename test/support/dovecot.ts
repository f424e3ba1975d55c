import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answersOn, freePort } from './free-port.js';
import { programPath } from './requires.js';
import { ServerProcess } from './server-process.js';

/** A user of Debian that owns the mail: Dovecot serves no mail of root's. */
export const MAIL_USER = 'mail';

export interface TestDovecot {
  readonly port: number;
  /** Socket for SMTP logins (Postfix: `smtpd_sasl_path`). */
  readonly authSocket: string;
  /** `imap://user:password@127.0.0.1:port`. */
  url(user: string): string;
  /** The user's Maildir, where another program may deliver. */
  maildir(user: string): string;
  /** Ends every connection of a user, as an administrator does. */
  kick(user: string): void;
  stop(): Promise<void>;
}

export const PASSWORD = 'segreto';

/**
 * A Dovecot of its own: loopback only, plain users, Maildir storage, a quota of 50 MB, folders Ricevute and Sent. Needs
 * root; a test that uses it stands under `describeWith(['dovecot'], …)`.
 */
export async function startDovecot(users: readonly string[]): Promise<TestDovecot> {
  const dir = mkdtempSync(join(tmpdir(), 'sollecito-dovecot-'));
  chmodSync(dir, 0o755);
  const port = await freePort();
  const mail = join(dir, 'mail');
  for (const folder of [mail, ...users.map((user) => join(mail, user))]) mkdirSync(folder);
  execFileSync('chown', ['-R', `${MAIL_USER}:${MAIL_USER}`, mail]);
  writeFileSync(join(dir, 'users'), users.map((user) => `${user}:{PLAIN}${PASSWORD}\n`).join(''));
  writeFileSync(join(dir, 'dovecot.conf'), configuration(dir, mail, port));
  const dovecot = programPath('dovecot') ?? 'dovecot';
  const args = ['-F', '-c', join(dir, 'dovecot.conf')];
  const server = new ServerProcess(dovecot, args, dir, join(dir, 'dovecot.log'));
  await answersOn(port, () => server.died());
  return {
    port,
    authSocket: join(dir, 'auth'),
    url: (user) => `imap://${encodeURIComponent(user)}:${PASSWORD}@127.0.0.1:${port}`,
    maildir: (user) => join(mail, user, 'Maildir'),
    kick: (user) => {
      execFileSync('doveadm', ['-c', join(dir, 'dovecot.conf'), 'kick', user], { stdio: 'ignore' });
    },
    stop: () => server.stop(),
  };
}

function configuration(dir: string, mail: string, port: number): string {
  return `
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
# Where the system doesn't tell of changes (no inotify left), IDLE looks by itself; the default is 30 s.
mailbox_idle_check_interval = 1s
mail_max_userip_connections = 200
mail_location = maildir:${mail}/%u/Maildir
mail_plugins = quota
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = maildir:User quota
  quota_rule = *:storage=50M
}
passdb {
  driver = passwd-file
  args = ${dir}/users
}
userdb {
  driver = static
  args = uid=${MAIL_USER} gid=${MAIL_USER} home=${mail}/%u
}
namespace inbox {
  inbox = yes
  mailbox Ricevute {
    auto = create
  }
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service auth {
  unix_listener ${dir}/auth {
    mode = 0666
  }
}
`;
}
