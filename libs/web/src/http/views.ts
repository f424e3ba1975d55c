import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { formatDate, longDate, romeDate, romeTime } from '@app/domain';
import type { Instant, LocalDate } from '@app/domain';
import hbs from 'hbs';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const require = createRequire(import.meta.url);

/** Where the pages' templates are. */
export const VIEWS = path.join(ROOT, 'templates', 'web');

/** Prepares Handlebars for the pages and serves the design system's own files. */
export async function useViews(app: NestExpressApplication): Promise<void> {
  const engine = hbs.create();
  const helpers = engine.handlebars;
  helpers.registerHelper('date', (day: LocalDate | null) => (day === null ? '—' : formatDate(day)));
  helpers.registerHelper('longDate', (day: LocalDate) => longDate(day));
  helpers.registerHelper('moment', (at: Instant | null) =>
    at === null ? '—' : `${formatDate(romeDate(at))} ${romeTime(at)}`,
  );
  helpers.registerHelper('eq', (a: unknown, b: unknown) => a === b);
  await new Promise<void>((resolve, reject) =>
    engine.registerPartials(path.join(VIEWS, 'partials'), (error?: Error) =>
      error ? reject(error) : resolve(),
    ),
  );
  app.engine('hbs', engine.__express);
  app.setBaseViewsDir(path.join(VIEWS, 'pages'));
  app.setViewEngine('hbs');
  // Pages wrap themselves in the partial «pagina»: a layout would need unescaped output.
  app.setLocal('layout', false);
  const designSystem = path.dirname(require.resolve('bootstrap-italia/package.json'));
  const assets = { index: false, maxAge: '1h', redirect: false } as const;
  app.useStaticAssets(path.join(designSystem, 'dist', 'css'), {
    prefix: '/risorse/css',
    ...assets,
  });
  app.useStaticAssets(path.join(designSystem, 'dist', 'fonts'), {
    prefix: '/risorse/fonts',
    ...assets,
  });
  app.useStaticAssets(path.join(designSystem, 'dist', 'svg'), {
    prefix: '/risorse/svg',
    ...assets,
  });
  app.useStaticAssets(path.join(ROOT, 'libs', 'web', 'public'), {
    prefix: '/risorse/app',
    ...assets,
  });
}
