import type { NestExpressApplication } from '@nestjs/platform-express';
import { Accounts, Clock, Overview, WaitingLetters, WorkflowSettings } from '@app/workflow';
import { findVisitor } from '../access/visitor.js';
import { compressPages } from './compress-pages.js';
import { pageContext } from './page-context.js';
import { PageErrors } from './page-errors.js';
import { receiveFile, receiveFiles } from './receive-file.js';
import { receiveForm } from './receive-form.js';
import { receiveRequest } from './receive-request.js';
import { securityHeaders } from './security-headers.js';
import { Site } from './site.js';
import { useViews } from './views.js';

/** What the pages are told from outside. */
export interface WebOptions {
  readonly canRestart?: boolean;
  /** Where browsers find the pages; null: only on this machine. */
  readonly publicUrl?: string | null;
  /** Addresses and networks of proxies: the client that they name counts. None: no `X-Forwarded-…` does. */
  readonly trustProxy?: readonly string[];
}

/** Everything that stands around the handlers, in the order in which a request meets it. */
export async function prepareWeb(
  app: NestExpressApplication,
  { canRestart = false, publicUrl = null, trustProxy = [] }: WebOptions = {},
): Promise<void> {
  const site = new Site(publicUrl);
  const service = { strict: false } as const;
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy.length === 0 ? false : [...trustProxy]);
  app.use(securityHeaders(site));
  app.use(receiveRequest(site));
  await useViews(app, site);
  app.use(compressPages());
  app.use(findVisitor(app.get(Accounts, service)));
  app.use(receiveForm());
  app.use(['/via-libera', '/patrimonio', '/regole'], receiveFile());
  app.use('/messaggi/carica', receiveFiles());
  const [clock, settings] = [app.get(Clock, service), app.get(WorkflowSettings, service)];
  app.use(pageContext(clock, settings, app.get(WaitingLetters, service), canRestart));
  app.useGlobalFilters(new PageErrors());
  app.get(Overview, service).keepWarm();
}
