import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people did that is no fact of a municipality, in a chain of its own, and the files that were handed in. */
export class Office0000000000040 implements MigrationInterface {
  readonly name = 'Office0000000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "act" (
        "position" integer not null,
        "at" timestamp(3) with time zone not null,
        "actor" text not null,
        "act" text not null,
        "subject" text not null,
        "detail" jsonb not null,
        "previous_hash" text not null,
        "hash" text not null,
        constraint "act_pk" primary key ("position")
      );
      create trigger "act_append_only" before update or delete on "act"
        for each row execute function "refuse_rewriting"();
      create trigger "act_no_truncate" before truncate on "act"
        for each statement execute function "refuse_rewriting"();
      create table "imported_file" (
        "sha256" text not null,
        "kind" text not null,
        "name" text not null,
        "bytes" bytea not null,
        "size" integer not null,
        "uploaded_by" text not null,
        "uploaded_at" timestamp(3) with time zone not null,
        "recorded_by" text,
        "recorded_at" timestamp(3) with time zone,
        "recorded" integer,
        constraint "imported_file_pk" primary key ("sha256", "kind")
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table "imported_file"; drop table "act";`);
  }
}
