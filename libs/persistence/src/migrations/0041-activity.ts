import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looking at what happened, latest first and by whom, whatever the length of the record. */
export class Activity0000000000041 implements MigrationInterface {
  readonly name = 'Activity0000000000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index "fact_by_recorded" on "fact" ("recorded_at")`);
    await runner.query(`create index "fact_by_actor" on "fact" ("actor", "recorded_at")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index "fact_by_actor"; drop index "fact_by_recorded";`);
  }
}
