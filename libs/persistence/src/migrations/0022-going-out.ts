import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Approval of what leaves by two people, deputies with their dates, and the acts by which an installation goes live. */
export class GoingOut0000000000022 implements MigrationInterface {
  readonly name = 'GoingOut0000000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "departure_batch" (
        "id" text not null,
        "scope" text not null,
        "survey" text not null,
        "round" date,
        "rung" text,
        "day" date,
        "state" text not null,
        "prepared_by" text not null,
        "prepared_at" timestamp(3) with time zone not null,
        "decided_by" text,
        "decided_at" timestamp(3) with time zone,
        "on_behalf_of" text,
        "reason" text,
        constraint "departure_batch_pk" primary key ("id")
      );
      create index "departure_batch_by_scope" on "departure_batch" ("scope", "state");
      create table "departure_batch_letter" (
        "batch" text not null,
        "municipality" text not null,
        "obligation" text not null,
        "rung" text not null,
        "due_version" integer not null,
        "obligations" jsonb not null,
        "template" text not null,
        "template_version" text not null,
        constraint "departure_batch_letter_pk"
          primary key ("batch", "municipality", "obligation", "rung", "due_version")
      );
      create index "departure_batch_letter_by_key"
        on "departure_batch_letter" ("municipality", "obligation", "rung", "due_version");
      create table "deputy" (
        "id" text not null,
        "absent" text not null,
        "deputy" text not null,
        "valid_from" date not null,
        "valid_to" date not null,
        "recorded_by" text not null,
        "recorded_at" timestamp(3) with time zone not null,
        "revoked_by" text,
        "revoked_at" timestamp(3) with time zone,
        constraint "deputy_pk" primary key ("id")
      );
      create table "going_out_act" (
        "position" bigserial not null,
        "at" timestamp(3) with time zone not null,
        "actor" text not null,
        "act" text not null,
        "detail" jsonb not null,
        constraint "going_out_act_pk" primary key ("position")
      );
      create trigger "going_out_act_append_only" before update or delete on "going_out_act"
        for each row execute function "refuse_rewriting"();
      create trigger "going_out_act_no_truncate" before truncate on "going_out_act"
        for each statement execute function "refuse_rewriting"();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table "going_out_act"; drop table "deputy"; drop table "departure_batch_letter"; drop table "departure_batch";`,
    );
  }
}
