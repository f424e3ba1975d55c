import type { Authority } from '@app/pec-sandbox';

export function corpus(authority: Authority): Promise<readonly Buffer[]>;
