import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may sign in, the sessions of those who did, one-time links, and failed attempts by account and address. */
export class Access0000000000004 implements MigrationInterface {
  readonly name = 'Access0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "account" (
        "id" text not null,
        "name" text not null,
        "role" text not null,
        "password_hash" text,
        "created_at" timestamp(3) with time zone not null default now(),
        "signed_in_at" timestamp(3) with time zone,
        "disabled_at" timestamp(3) with time zone,
        constraint "account_pk" primary key ("id")
      );
      create table "sign_in_link" (
        "digest" text not null,
        "account" text not null,
        "expires_at" timestamp(3) with time zone not null,
        "used_at" timestamp(3) with time zone,
        constraint "sign_in_link_pk" primary key ("digest")
      );
      create table "session" (
        "digest" text not null,
        "account" text not null,
        "created_at" timestamp(3) with time zone not null default now(),
        "seen_at" timestamp(3) with time zone not null default now(),
        constraint "session_pk" primary key ("digest")
      );
      create index "session_by_account" on "session" ("account");
      create table "sign_in_failure" (
        "key" text not null,
        "failures" integer not null,
        "last_at" timestamp(3) with time zone not null,
        constraint "sign_in_failure_pk" primary key ("key")
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table "sign_in_failure"; drop table "session"; drop table "sign_in_link"; drop table "account";`,
    );
  }
}
