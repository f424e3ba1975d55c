import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Attempts at secrets, counted before they are looked at: one moment for each key says how much of its allowance is used. And the
 * browsers that signed in before, which failures of others do not make wait.
 */
export class Attempts0000000000054 implements MigrationInterface {
  readonly name = 'Attempts0000000000054';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table "sign_in_failure";
      create table "attempt" (
        "key" text not null,
        "used_until" timestamp(3) with time zone not null,
        constraint "attempt_pk" primary key ("key")
      );
      create table "known_device" (
        "digest" text not null,
        "account" text not null,
        "seen_at" timestamp(3) with time zone not null default now(),
        constraint "known_device_pk" primary key ("digest", "account")
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table "known_device"; drop table "attempt";
      create table "sign_in_failure" (
        "key" text not null,
        "failures" integer not null,
        "last_at" timestamp(3) with time zone not null,
        constraint "sign_in_failure_pk" primary key ("key")
      );
    `);
  }
}
