import { BadRequestException, Body, Controller, Optional, Post, Redirect } from '@nestjs/common';
import { addDays, DomainError, localDate, romeDate, romeInstant, romeTime } from '@app/domain';
import type { Instant } from '@app/domain';
import { TimeMachine } from '@app/workflow';

interface ClockForm {
  readonly azione?: string;
  readonly data?: string;
}

/** The longest way that one click may go: a whole campaign and a half. */
const LONGEST_DAYS = 550;

/** The controls of the sandbox clock: one day, the next event, a date. Live installations have none. */
@Controller('prova')
export class SandboxClockController {
  constructor(@Optional() private readonly machine: TimeMachine | null) {}

  @Post('orologio')
  @Redirect('/', 303)
  async move(@Body() form: ClockForm): Promise<void> {
    if (this.machine === null)
      throw new BadRequestException('L’orologio si sposta solo in modalità prova.');
    await this.machine.moveTo(await this.#target(this.machine, form));
  }

  async #target(machine: TimeMachine, form: ClockForm): Promise<Instant> {
    const now = machine.now();
    const today = romeDate(now);
    switch (form.azione) {
      case 'giorno':
        return romeInstant(addDays(today, 1), romeTime(now));
      case 'evento':
        return machine.nextStop(romeInstant(addDays(today, LONGEST_DAYS), '09:00'));
      case 'data':
        return this.#until(form.data, now);
      default:
        throw new BadRequestException('Azione sconosciuta: attese «giorno», «evento» o «data».');
    }
  }

  #until(text: string | undefined, now: Instant): Instant {
    try {
      const day = localDate(text ?? '', 'data');
      const target = romeInstant(day, '18:00');
      if (target <= now)
        throw new BadRequestException('La data deve essere successiva a quella dell’orologio.');
      if (day > addDays(romeDate(now), LONGEST_DAYS)) {
        throw new BadRequestException(
          `La data è troppo lontana: al massimo ${LONGEST_DAYS} giorni per volta.`,
        );
      }
      return target;
    } catch (error) {
      if (error instanceof DomainError) throw new BadRequestException(error.message);
      throw error;
    }
  }
}
