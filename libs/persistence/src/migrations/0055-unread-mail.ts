import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages of the mailbox that are there and could not be read: the cursor has passed them, each is tried again. */
export class UnreadMail0000000000055 implements MigrationInterface {
  readonly name = 'UnreadMail0000000000055';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "mailbox_unread" (
        "mailbox" text not null,
        "folder" text not null,
        "uid_validity" text not null,
        "uid" bigint not null,
        "size" bigint,
        "problem" text not null,
        "found_at" timestamp(3) with time zone not null,
        "tries" integer not null,
        "next_try_at" timestamp(3) with time zone,
        constraint "mailbox_unread_pk" primary key ("mailbox", "folder", "uid_validity", "uid")
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table "mailbox_unread"`);
  }
}
