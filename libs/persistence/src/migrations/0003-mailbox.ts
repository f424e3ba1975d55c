import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every raw message once, where reading left off, the replies with their readings, and what needs a person. */
export class Mailbox0000000000003 implements MigrationInterface {
  readonly name = 'Mailbox0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "raw_message" (
        "sha256" text not null,
        "position" bigserial not null,
        "bytes" bytea not null,
        "size" integer not null,
        "mailbox" text not null,
        "folder" text not null,
        "uid" bigint not null,
        "uid_validity" text not null,
        "fetched_at" timestamp(3) with time zone not null,
        "state" text not null,
        "kind" text,
        "message_id" text,
        "refers_to" text,
        "certified_at" timestamp(3) with time zone,
        "verdict" text,
        "reading" jsonb,
        "signature" jsonb,
        "dispatch" text,
        "problem" text,
        "tries" integer not null default 0,
        constraint "raw_message_pk" primary key ("sha256")
      );
      create index "raw_message_by_state" on "raw_message" ("state");
      create index "raw_message_by_dispatch" on "raw_message" ("dispatch");
      create table "mailbox_cursor" (
        "mailbox" text not null,
        "folder" text not null,
        "uid_validity" text not null,
        "uid" bigint not null,
        constraint "mailbox_cursor_pk" primary key ("mailbox", "folder")
      );
      create table "reply" (
        "sha256" text not null,
        "municipality" text,
        "kind" text not null,
        "state" text not null,
        "received_at" timestamp(3) with time zone not null,
        "reading" jsonb not null,
        "decided_by" text,
        "decided_at" timestamp(3) with time zone,
        "facts" jsonb not null default '[]',
        constraint "reply_pk" primary key ("sha256")
      );
      create index "reply_by_state" on "reply" ("state", "received_at");
      create table "alert" (
        "id" text not null,
        "kind" text not null,
        "message" text not null,
        "subject" text not null,
        "raised_at" timestamp(3) with time zone not null,
        "closed_at" timestamp(3) with time zone,
        "told_at" timestamp(3) with time zone,
        constraint "alert_pk" primary key ("id")
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table "alert"; drop table "reply"; drop table "mailbox_cursor"; drop table "raw_message";`,
    );
  }
}
