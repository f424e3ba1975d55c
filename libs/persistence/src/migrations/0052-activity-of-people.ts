import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people did among all that happened, and the variations by their date: lists that are read page by page. */
export class ActivityOfPeople0000000000052 implements MigrationInterface {
  readonly name = 'ActivityOfPeople0000000000052';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index "fact_of_people" on "fact" ("recorded_at") where "source" in ('officer', 'import');
      create index "fact_by_person" on "fact" ("actor", "recorded_at") where "source" in ('officer', 'import');
      create index "fact_of_variation" on "fact" (("payload"->>'date')) where "type" = 'variation';
      create index "reference_act_by_moment" on "reference_act" ("at");
      create index "act_by_moment" on "act" ("at");
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index "fact_of_people"; drop index "fact_by_person"; drop index "fact_of_variation";
      drop index "reference_act_by_moment"; drop index "act_by_moment";
    `);
  }
}
