import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { shownName, textFault } from '@app/contract';
import { bodyFault } from './body-fault.js';
import { fileNames } from './receive-file.js';
import { Refused } from './refused.js';

/**
 * Refuses what is no text before any handler sees it: every field of every form, JSON document and upload, and the names of files.
 * A request without a readable body has an empty one. (Addresses: see `plainAddress`.)
 */
@Injectable()
export class InputGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    request.body ??= {};
    const fault = bodyFault(request.body) ?? namesFault(fileNames(request));
    if (fault !== null) throw new Refused(400, fault);
    return true;
  }
}

function namesFault(names: readonly string[]): string | null {
  for (const name of names) {
    const fault = textFault(name, 'line');
    if (fault !== null) return `Il nome del file «${shownName(name)}» ${fault}.`;
  }
  return null;
}
