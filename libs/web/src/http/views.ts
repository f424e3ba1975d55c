import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import hbs from 'hbs';
import { loadAssets } from '../assets/load-assets.js';
import { serveAssets } from '../assets/serve-assets.js';
import { helpersWith } from '../view/helpers.js';
import type { Site } from './site.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where the pages' templates are. */
export const VIEWS = path.join(ROOT, 'templates', 'web');

/** Prepares Handlebars for the pages and serves what they fetch. */
export async function useViews(app: NestExpressApplication, site: Site): Promise<void> {
  const assets = loadAssets({
    templates: VIEWS,
    code: fileURLToPath(new URL('../', import.meta.url)),
    own: path.join(ROOT, 'libs', 'web', 'public'),
  });
  const engine = hbs.create();
  // Texts of letters and of forms must stay as they are: a partial's indentation is not theirs.
  const compile = engine.handlebars.compile;
  engine.handlebars.compile = (source, options) =>
    compile(source, { ...options, preventIndent: true });
  engine.handlebars.registerHelper(helpersWith(assets));
  await new Promise<void>((resolve, reject) =>
    engine.registerPartials(path.join(VIEWS, 'partials'), (error?: Error) =>
      error ? reject(error) : resolve(),
    ),
  );
  app.engine(
    'hbs',
    (file: string, options: object, done: (e: Error | null, html?: string) => void) =>
      engine.__express(file, options, (error, html) => done(error, html && site.html(html))),
  );
  app.setBaseViewsDir(path.join(VIEWS, 'pages'));
  app.setViewEngine('hbs');
  app.set('view cache', true);
  // Pages wrap themselves in the partial «pagina»: a layout would need unescaped output.
  app.setLocal('layout', false);
  app.use(serveAssets(assets));
}
