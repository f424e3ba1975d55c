import type { Instant } from '@app/domain';
import { setting } from '@app/persistence';
import { type Installation, SystemClock } from '@app/workflow';
import type { DataSource } from 'typeorm';

/** The installation's present moment: in trial mode where its simulated clock stands, else the system's. */
export async function installationNow(db: DataSource): Promise<Instant> {
  const [installation, clock] = await Promise.all([
    setting<Installation>(db, 'installation'),
    setting<{ now: Instant }>(db, 'clock'),
  ]);
  return installation?.mode === 'sandbox' && clock !== null ? clock.now : new SystemClock().now();
}
