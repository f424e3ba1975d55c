import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The few facts that pages over everybody ask for: the answers to a round, closing days, corrections. */
export class FactsByKind0000000000051 implements MigrationInterface {
  readonly name = 'FactsByKind0000000000051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index "fact_of_answer" on "fact" ("survey", "round")
        where "type" in ('transmitted', 'nil-declared', 'rejected');
      create index "fact_of_closing" on "fact" ("municipality", "position")
        where "type" in ('closed-day', 'corrected');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index "fact_of_answer"; drop index "fact_of_closing";`);
  }
}
