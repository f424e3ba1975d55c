import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendars that people subscribe to (of their addresses only a digest is kept), and acts on reference data that are no facts of an obligation. */
export class Calendar0000000000030 implements MigrationInterface {
  readonly name = 'Calendar0000000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "calendar_feed" (
        "id" text not null,
        "digest" text not null,
        "scope" text not null,
        "target" text,
        "label" text not null,
        "created_by" text not null,
        "created_at" timestamp(3) with time zone not null,
        "revoked_by" text,
        "revoked_at" timestamp(3) with time zone,
        "read_at" timestamp(3) with time zone,
        constraint "calendar_feed_pk" primary key ("id"),
        constraint "calendar_feed_digest_unique" unique ("digest")
      );
      create table "reference_act" (
        "position" bigserial not null,
        "at" timestamp(3) with time zone not null,
        "actor" text not null,
        "act" text not null,
        "subject" text not null,
        "detail" jsonb not null,
        constraint "reference_act_pk" primary key ("position")
      );
      create index "reference_act_by_subject" on "reference_act" ("subject");
      create trigger "reference_act_append_only" before update or delete on "reference_act"
        for each row execute function "refuse_rewriting"();
      create trigger "reference_act_no_truncate" before truncate on "reference_act"
        for each statement execute function "refuse_rewriting"();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table "reference_act"; drop table "calendar_feed";`);
  }
}
