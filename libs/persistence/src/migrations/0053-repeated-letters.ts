import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A letter that was not delivered may leave once more as a letter of its own, which names it. */
export class RepeatedLetters0000000000053 implements MigrationInterface {
  readonly name = 'RepeatedLetters0000000000053';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table "letter" add column "repeats" text;
      create index "letter_that_repeats" on "letter" ("repeats") where "repeats" is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index "letter_that_repeats";
      alter table "letter" drop column "repeats";
    `);
  }
}
