import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LocalDate, Refusal } from '@app/domain';
import { daysBetween, formatDate, romeDate } from '@app/domain';
import type { DeputyRow } from '@app/persistence';
import { addDeputy, deputiesFrom, noteAct, revokeDeputy } from '@app/persistence';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';

/** The longest mandate: who is away for longer is replaced, not stood in for. */
const LONGEST_DAYS = 366;

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });

export interface NewDeputy {
  /** Account of the person who is away. */
  readonly absent: string;
  readonly deputy: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
}

/** Who stands in for whom when something is to be approved, and when. */
@Injectable()
export class Deputies {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Mandates that hold today or begin later. */
  async list(): Promise<DeputyRow[]> {
    return deputiesFrom(this.db, romeDate(this.clock.now()));
  }

  /** Names a deputy for some days, both included. */
  async appoint(mandate: NewDeputy, by: string): Promise<DeputyRow | Refusal> {
    const { absent, deputy, validFrom, validTo } = mandate;
    const at = this.clock.now();
    if (absent === deputy) return refusal('same-person', 'Nessuno sostituisce sé stesso.');
    if (validTo < validFrom) {
      const message = `La sostituzione finisce (${formatDate(validTo)}) prima di cominciare (${formatDate(validFrom)}).`;
      return refusal('wrong-dates', message);
    }
    if (validTo < romeDate(at)) {
      return refusal('wrong-dates', `La sostituzione è già finita il ${formatDate(validTo)}.`);
    }
    if (daysBetween(validFrom, validTo) > LONGEST_DAYS) {
      return refusal('wrong-dates', 'Una sostituzione dura al massimo un anno.');
    }
    const row = { id: randomUUID(), ...mandate, recordedBy: by, recordedAt: at };
    await this.db.transaction(async (tx) => {
      await addDeputy(tx, row);
      await noteAct(tx, {
        at,
        actor: by,
        act: 'deputy-appointed',
        detail: { id: row.id, ...mandate },
      });
    });
    return { ...row, revokedBy: null, revokedAt: null };
  }

  /** Ends a mandate at once. False when it had ended. */
  async revoke(id: string, by: string): Promise<boolean> {
    const at = this.clock.now();
    return this.db.transaction(async (tx) => {
      const revoked = await revokeDeputy(tx, id, by, at);
      if (revoked) await noteAct(tx, { at, actor: by, act: 'deputy-revoked', detail: { id } });
      return revoked;
    });
  }
}
