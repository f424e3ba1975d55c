import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAIL_USER, PASSWORD, type TestDovecot } from './dovecot.js';
import { answersOn, freePort } from './free-port.js';
import { ServerProcess } from './server-process.js';

const DAEMONS = '/usr/lib/postfix/sbin';

/** The spool that `postfix check` would make, and who owns it. */
const SPOOL: Readonly<Record<string, readonly string[]>> = {
  postfix: [
    'active',
    'bounce',
    'corrupt',
    'defer',
    'deferred',
    'flush',
    'hold',
    'incoming',
    'private',
    'saved',
    'trace',
  ],
  'postfix:postdrop': ['maildrop', 'public'],
  root: ['pid'],
};

export interface TestPostfix {
  readonly port: number;
  /** `smtp://user:password@127.0.0.1:port`. */
  url(user: string): string;
  stop(): Promise<void>;
}

/**
 * A Postfix of its own, never the system's: configuration, queue and log in a temporary folder, loopback only. It
 * asks for a login, delivers to the Dovecot's users of `pec.example.it`, and has no way to send anything outside:
 * every other destination is an error. Needs root.
 */
export async function startPostfix(
  dovecot: TestDovecot,
  users: readonly string[],
): Promise<TestPostfix> {
  const dir = mkdtempSync(join(tmpdir(), 'sollecito-postfix-'));
  chmodSync(dir, 0o755);
  const port = await freePort();
  for (const folder of ['etc', 'queue', 'data']) mkdirSync(join(dir, folder));
  execFileSync('chown', ['postfix', join(dir, 'data')]);
  for (const [owner, folders] of Object.entries(SPOOL)) {
    const paths = folders.map((folder) => join(dir, 'queue', folder));
    for (const path of paths) mkdirSync(path, { mode: 0o700 });
    execFileSync('chown', [owner, ...paths]);
  }
  for (const folder of ['public', 'maildrop']) chmodSync(join(dir, 'queue', folder), 0o730);
  writeFileSync(join(dir, 'etc', 'main.cf'), mainCf(dir, dovecot));
  writeFileSync(join(dir, 'etc', 'master.cf'), masterCf(port));
  writeFileSync(
    join(dir, 'etc', 'mailboxes'),
    users.map((user) => `${user} ${dovecot.maildir(user)}/\n`).join(''),
  );
  const args = ['-c', join(dir, 'etc'), '-s'];
  const server = new ServerProcess(join(DAEMONS, 'master'), args, dir, join(dir, 'postfix.log'));
  await answersOn(port, () => server.died());
  return {
    port,
    url: (user) => `smtp://${encodeURIComponent(user)}:${PASSWORD}@127.0.0.1:${port}`,
    stop: () => server.stop(),
  };
}

function mainCf(dir: string, dovecot: TestDovecot): string {
  return `
compatibility_level = 3.6
queue_directory = ${dir}/queue
data_directory = ${dir}/data
command_directory = /usr/sbin
daemon_directory = ${DAEMONS}
maillog_file = ${dir}/postfix.log
maillog_file_prefixes = ${dir}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = prova.example.it
myorigin = prova.example.it
mydestination =
mynetworks =
local_transport = error:no local delivery
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
relayhost =
virtual_mailbox_domains = pec.example.it
virtual_mailbox_base = /
virtual_mailbox_maps = texthash:${dir}/etc/mailboxes
virtual_uid_maps = static:${idOf('-u')}
virtual_gid_maps = static:${idOf('-g')}
virtual_minimum_uid = 1
virtual_mailbox_limit = 0
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${dovecot.authSocket}
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
smtpd_sender_login_maps = texthash:${dir}/etc/mailboxes
smtpd_delay_reject = no
message_size_limit = 41943040
disable_dns_lookups = yes
smtpd_peername_lookup = no
`;
}

function masterCf(port: number): string {
  return `
127.0.0.1:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`;
}

function idOf(flag: '-u' | '-g'): string {
  return execFileSync('id', [flag, MAIL_USER], { encoding: 'utf8' }).trim();
}
