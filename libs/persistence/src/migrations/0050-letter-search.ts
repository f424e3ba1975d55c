import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the register is asked when letters are many: newest first, by token, by words of the subject, by what is in conflict. */
export class LetterSearch0000000000050 implements MigrationInterface {
  readonly name = 'LetterSearch0000000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index "letter_by_decision" on "letter" ("decided_at", "id");
      create index "letter_by_token" on "letter" ("token");
      create index "letter_by_words" on "letter" using gin (to_tsvector('simple', coalesce("subject", '')));
      create index "dispatch_in_conflict" on "dispatch" ("letter") where "conflict" is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index "letter_by_decision"; drop index "letter_by_token";
      drop index "letter_by_words"; drop index "dispatch_in_conflict";
    `);
  }
}
