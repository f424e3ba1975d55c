import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the ladder decided, the letters that follow from it, and every attempt at sending one. */
export class Outbox0000000000002 implements MigrationInterface {
  readonly name = 'Outbox0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "letter" (
        "id" text not null,
        "municipality" text not null,
        "survey" text not null,
        "obligation" text not null,
        "obligations" jsonb not null,
        "rung" text not null,
        "due_version" integer not null,
        "template" text not null,
        "target" date not null,
        "decided_at" timestamp(3) with time zone not null,
        "state" text not null,
        "subject" text,
        "template_version" text,
        "token" text not null,
        "parts" jsonb,
        "reason" text,
        "planned_address" text,
        "not_before" timestamp(3) with time zone,
        constraint "letter_pk" primary key ("id")
      );
      create index "letter_by_municipality" on "letter" ("municipality", "decided_at");
      create index "letter_by_state" on "letter" ("state");
      create table "reminder" (
        "municipality" text not null,
        "obligation" text not null,
        "rung" text not null,
        "due_version" integer not null,
        "action" text not null,
        "code" text not null,
        "reason" text not null,
        "target" date not null,
        "decided_at" timestamp(3) with time zone not null,
        "letter" text,
        constraint "reminder_pk" primary key ("municipality", "obligation", "rung", "due_version")
      );
      create table "dispatch" (
        "message_id" text not null,
        "letter" text not null,
        "attempt" integer not null,
        "state" text not null,
        "from_address" text not null,
        "to_address" text not null,
        "address_source" text not null,
        "raw" bytea not null,
        "sha256" text not null,
        "created_at" timestamp(3) with time zone not null,
        "submitting_at" timestamp(3) with time zone,
        "dot_at" timestamp(3) with time zone,
        "submitted_at" timestamp(3) with time zone,
        "accepted_at" timestamp(3) with time zone,
        "settled_at" timestamp(3) with time zone,
        "provider_id" text,
        "response" text,
        "failure" jsonb,
        "conflict" text,
        "tries" integer not null default 0,
        "next_try_at" timestamp(3) with time zone,
        "obligations" jsonb not null default '[]',
        "note" text,
        constraint "dispatch_pk" primary key ("message_id"),
        constraint "dispatch_attempt_unique" unique ("letter", "attempt")
      );
      create index "dispatch_by_state" on "dispatch" ("state");
      create index "dispatch_by_submission" on "dispatch" ("submitting_at");
      create index "dispatch_by_provider_id" on "dispatch" ("provider_id");
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table "dispatch"; drop table "reminder"; drop table "letter";`);
  }
}
