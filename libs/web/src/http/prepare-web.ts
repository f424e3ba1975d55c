import type { NestExpressApplication } from '@nestjs/platform-express';
import { Accounts, Clock, Overview, WaitingLetters, WorkflowSettings } from '@app/workflow';
import { findVisitor } from '../access/visitor.js';
import { compressPages } from './compress-pages.js';
import { pageContext } from './page-context.js';
import { PageErrors } from './page-errors.js';
import { receiveFile, receiveFiles } from './receive-file.js';
import { securityHeaders } from './security-headers.js';
import { useViews } from './views.js';

/** Everything that stands around the handlers, in the order in which a request meets it. */
export async function prepareWeb(
  app: NestExpressApplication,
  { canRestart = false }: { readonly canRestart?: boolean } = {},
): Promise<void> {
  const service = { strict: false } as const;
  app.disable('x-powered-by');
  app.use(securityHeaders());
  await useViews(app);
  app.use(compressPages());
  app.use(findVisitor(app.get(Accounts, service)));
  app.use(['/via-libera', '/patrimonio', '/regole'], receiveFile());
  app.use('/messaggi/carica', receiveFiles());
  const [clock, settings] = [app.get(Clock, service), app.get(WorkflowSettings, service)];
  app.use(pageContext(clock, settings, app.get(WaitingLetters, service), canRestart));
  app.useGlobalFilters(new PageErrors());
  app.get(Overview, service).keepWarm();
}
