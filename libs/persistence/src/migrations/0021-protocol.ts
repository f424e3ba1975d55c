import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Protocol data of outgoing letters (a correction is a new entry), the papers that an office attaches by hand, and why a
 * queued letter waits.
 */
export class Protocol0000000000021 implements MigrationInterface {
  readonly name = 'Protocol0000000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "protocol_entry" (
        "letter" text not null,
        "position" integer not null,
        "number" text not null,
        "date" date not null,
        "aoo" text,
        "source" text not null,
        "await_signed" boolean not null default false,
        "recorded_at" timestamp(3) with time zone not null,
        "recorded_by" text not null,
        constraint "protocol_entry_pk" primary key ("letter", "position")
      );
      create index "protocol_entry_by_number" on "protocol_entry" ("number");
      create trigger "protocol_entry_append_only" before update or delete on "protocol_entry"
        for each row execute function "refuse_rewriting"();
      create trigger "protocol_entry_no_truncate" before truncate on "protocol_entry"
        for each statement execute function "refuse_rewriting"();
      create table "letter_paper" (
        "letter" text not null,
        "kind" text not null,
        "name" text not null,
        "content" bytea not null,
        "sha256" text not null,
        "recorded_at" timestamp(3) with time zone not null,
        "recorded_by" text not null,
        constraint "letter_paper_pk" primary key ("letter", "kind")
      );
      create table "letter_hold" (
        "letter" text not null,
        "code" text not null,
        "reason" text not null,
        "since" timestamp(3) with time zone not null,
        "retry_at" timestamp(3) with time zone,
        constraint "letter_hold_pk" primary key ("letter")
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table "letter_hold"; drop table "letter_paper"; drop table "protocol_entry";`,
    );
  }
}
