import { Inject, Injectable, Optional } from '@nestjs/common';
import { TimeMachine } from '@app/workflow';

/** In the sandbox, whose clock stands still, what an act brings about happens at once. Live, the engine's own beat sees to it. */
@Injectable()
export class Happenings {
  constructor(@Optional() @Inject(TimeMachine) private readonly machine: TimeMachine | undefined) {}

  async afterRecording(): Promise<void> {
    if (this.machine !== undefined) await this.machine.moveTo(this.machine.now());
  }
}
