import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The record: municipalities, surveys and the facts with their chain. Facts can be added and nothing else:
 * a trigger refuses UPDATE, DELETE and TRUNCATE, also to ourselves.
 */
export class Record0000000000001 implements MigrationInterface {
  readonly name = 'Record0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "municipality" (
        "istat" text not null,
        "name" text not null,
        "title" text not null,
        "belfiore" text,
        "postcode" text,
        "latitude" double precision,
        "longitude" double precision,
        "exists_from" date,
        "exists_to" date,
        "successor" text,
        "addresses" jsonb not null default '[]',
        "closing_days" jsonb not null default '[]',
        constraint "municipality_pk" primary key ("istat")
      );
      create table "survey" (
        "id" text not null,
        "version" integer not null,
        "definition" jsonb not null,
        "recorded_at" timestamp(3) with time zone not null,
        "recorded_by" text not null,
        constraint "survey_pk" primary key ("id", "version")
      );
      create table "chain" (
        "municipality" text not null,
        "length" integer not null default 0,
        "head" text not null default '',
        "considered_length" integer not null default -1,
        "considered_at" timestamp(3) with time zone,
        constraint "chain_pk" primary key ("municipality")
      );
      create table "fact" (
        "municipality" text not null,
        "position" integer not null,
        "id" text not null,
        "type" text not null,
        "survey" text not null,
        "round" date,
        "occurred_at" timestamp(3) with time zone not null,
        "recorded_at" timestamp(3) with time zone not null,
        "actor" text not null,
        "source" text not null,
        "evidence" text,
        "payload" jsonb not null,
        "previous_hash" text not null,
        "hash" text not null,
        constraint "fact_pk" primary key ("municipality", "position"),
        constraint "fact_id_unique" unique ("municipality", "id")
      );
      create function "refuse_change"() returns trigger language plpgsql as $$
      begin
        raise exception 'facts are never changed or removed (% on %)', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end $$;
      create trigger "fact_append_only" before update or delete on "fact"
        for each row execute function "refuse_change"();
      create trigger "fact_no_truncate" before truncate on "fact"
        for each statement execute function "refuse_change"();
      create table "setting" (
        "key" text not null,
        "value" jsonb not null,
        constraint "setting_pk" primary key ("key")
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table "setting"; drop table "fact"; drop function "refuse_change"();
      drop table "chain"; drop table "survey"; drop table "municipality";
    `);
  }
}
