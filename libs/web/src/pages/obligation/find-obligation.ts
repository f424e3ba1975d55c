import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Fact, Municipality, ObligationState, Survey } from '@app/domain';
import { faultSentence, obligationId } from '@app/domain';
import { Clock, Reference, States } from '@app/workflow';
import { dayOrNull } from '../../view/fields.js';

/** How an address names an obligation. */
export interface ObligationAddress {
  readonly istat: string;
  readonly survey: string;
  readonly round: string;
}

export interface FoundObligation {
  readonly survey: Survey;
  readonly municipality: Municipality;
  readonly state: ObligationState;
  readonly facts: readonly Fact[];
}

/** What the municipality owes can't be told. */
export class UnreadableRecord extends ConflictException {}

/** Finds what an address names, as it stands now. */
@Injectable()
export class FindObligation {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly states: States,
  ) {}

  /** @throws NotFoundException; UnreadableRecord */
  async at(address: ObligationAddress): Promise<FoundObligation> {
    const { surveys } = await this.reference.load();
    const survey = surveys.get(address.survey);
    const round = dayOrNull(address.round);
    if (survey === undefined || round === null) throw new NotFoundException();
    const [standing] = await this.states.standings(survey, { asOf: this.clock.now() }, [
      address.istat,
    ]);
    if (standing !== undefined && standing.fault !== null) {
      const { municipality, fault: reason } = standing;
      throw new UnreadableRecord(faultSentence({ municipality, reason }));
    }
    const id = obligationId(survey.id, round);
    const state = standing?.obligations.find(({ obligation }) => obligation === id);
    if (standing === undefined || state === undefined) throw new NotFoundException();
    return { survey, municipality: standing.municipality, state, facts: standing.facts };
  }
}
