import { Injectable } from '@nestjs/common';
import type { IstatCode, LocalDate, SurveyId } from '@app/domain';
import { addressOn, romeDate } from '@app/domain';
import { Clock } from '../clock.js';
import { changeAddress } from '../imports/importer.js';
import type { RecordResult } from '../recorder/recorder.js';
import { Recorder } from '../recorder/recorder.js';
import { Reference } from '../reference.js';
import { officerFact } from './officer-desk.js';

/** An officer gives a municipality a new PEC address: from today on letters go there. */
@Injectable()
export class AddressDesk {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly recorder: Recorder,
  ) {}

  /**
   * Puts the change on record and where letters read the address, or neither. The address in use is refused: nothing would change.
   *
   * @example await desk.change('push-erp', '110001', 'nuova@pec.comune.andria.bt.it', 'rossi')
   */
  async change(
    survey: SurveyId,
    municipality: IstatCode,
    pec: string,
    by: string,
  ): Promise<RecordResult> {
    const now = this.clock.now();
    const order = {
      type: 'address-changed' as const,
      survey,
      municipality,
      round: null,
      payload: { pec },
    };
    const fact = officerFact(order, by, now);
    if (await this.#isInUse(municipality, pec, romeDate(now))) {
      const message = `«${pec}» è già l’indirizzo in uso: non c’è nulla da cambiare.`;
      return { refused: [{ fact, refusal: { refused: true, code: 'same-address', message } }] };
    }
    return this.recorder.record([fact], (tx) =>
      changeAddress(tx, municipality, {
        address: pec,
        validFrom: romeDate(now),
        source: 'officer',
      }),
    );
  }

  async #isInUse(istat: IstatCode, pec: string, today: LocalDate): Promise<boolean> {
    const municipality = (await this.reference.load()).municipalities.get(istat);
    return (
      municipality !== undefined &&
      addressOn(municipality, today)?.address.toLowerCase() === pec.toLowerCase()
    );
  }
}
