import { EntitySchema } from 'typeorm';
import { instantColumn, key, text } from './columns.js';
import type {
  AccountRow,
  AttemptRow,
  KnownDeviceRow,
  SessionRow,
  SignInLinkRow,
} from './access-rows.js';

const now = { default: () => 'now()' } as const;

const AccountSchema = new EntitySchema<AccountRow>({
  name: 'account',
  columns: {
    id: key('account_pk', text()),
    name: text(),
    role: text(),
    passwordHash: text({ name: 'password_hash', nullable: true }),
    createdAt: instantColumn({ name: 'created_at', ...now }),
    signedInAt: instantColumn({ name: 'signed_in_at', nullable: true }),
    disabledAt: instantColumn({ name: 'disabled_at', nullable: true }),
  },
});

const SessionSchema = new EntitySchema<SessionRow>({
  name: 'session',
  columns: {
    digest: key('session_pk', text()),
    account: text(),
    createdAt: instantColumn({ name: 'created_at', ...now }),
    seenAt: instantColumn({ name: 'seen_at', ...now }),
  },
  indices: [{ name: 'session_by_account', columns: ['account'] }],
});

const SignInLinkSchema = new EntitySchema<SignInLinkRow>({
  name: 'sign_in_link',
  columns: {
    digest: key('sign_in_link_pk', text()),
    account: text(),
    expiresAt: instantColumn({ name: 'expires_at' }),
    usedAt: instantColumn({ name: 'used_at', nullable: true }),
  },
});

const AttemptSchema = new EntitySchema<AttemptRow>({
  name: 'attempt',
  columns: {
    key: key('attempt_pk', text()),
    usedUntil: instantColumn({ name: 'used_until' }),
  },
});

const KnownDeviceSchema = new EntitySchema<KnownDeviceRow>({
  name: 'known_device',
  columns: {
    digest: key('known_device_pk', text()),
    account: key('known_device_pk', text()),
    seenAt: instantColumn({ name: 'seen_at', ...now }),
  },
});

/** Everything about who may sign in. */
export const ACCESS_SCHEMAS = [
  AccountSchema,
  SessionSchema,
  SignInLinkSchema,
  AttemptSchema,
  KnownDeviceSchema,
];
