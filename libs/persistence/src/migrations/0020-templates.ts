import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of the templates: added and never rewritten, so that what a letter left with can always be shown. */
export class Templates0000000000020 implements MigrationInterface {
  readonly name = 'Templates0000000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "template_version" (
        "template" text not null,
        "number" integer not null,
        "digest" text not null,
        "origin" text not null,
        "sources" jsonb not null,
        "author" text not null,
        "recorded_at" timestamp(3) with time zone not null,
        "note" text not null,
        "restores" integer,
        constraint "template_version_pk" primary key ("template", "number")
      );
      create index "template_version_by_digest" on "template_version" ("template", "digest");
      create function "refuse_rewriting"() returns trigger language plpgsql as $$
      begin
        raise exception 'what is on record is never changed or removed (% on %)', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end $$;
      create trigger "template_version_append_only" before update or delete on "template_version"
        for each row execute function "refuse_rewriting"();
      create trigger "template_version_no_truncate" before truncate on "template_version"
        for each statement execute function "refuse_rewriting"();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table "template_version"; drop function "refuse_rewriting"();`);
  }
}
