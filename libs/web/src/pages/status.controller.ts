import { Controller, Get, HttpException, HttpStatus, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AllowedTo } from '../access/roles.js';
import { Clock } from '@app/workflow';
import { DataSource } from 'typeorm';

/** Liveness for machines: 200, or 503 with Retry-After while the database does not answer. */
@AllowedTo('public')
@Controller('status')
export class StatusController {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  async status(@Res({ passthrough: true }) response: Response) {
    try {
      await this.db.query('select 1');
    } catch {
      response.setHeader('Retry-After', '10');
      throw new HttpException(
        { status: 'unavailable', reason: 'La base dati non risponde.' },
        HttpStatus.SERVICE_UNAVAILABLE,
      );
    }
    return { status: 'ok', now: this.clock.now() };
  }
}
