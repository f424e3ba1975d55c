import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AssetStore } from './asset-store.js';
import { reduceCss, wordsOf } from './design-css.js';
import { reduceSprite } from './sprite.js';

const require = createRequire(import.meta.url);
const WEIGHTS = ['regular', '600', '700'];

/** Where things are. */
export interface AssetFolders {
  readonly templates: string;
  readonly code: string;
  readonly own: string;
}

/**
 * The files that pages fetch: the design system reduced to what the templates use, our own style and
 * script, one sprite, three weights of one font, htmx.
 */
export function loadAssets(folders: AssetFolders): AssetStore {
  const store = new AssetStore();
  const system = path.join(path.dirname(require.resolve('bootstrap-italia/package.json')), 'dist');
  const words = wordsOf([...texts(folders.templates, /\.hbs$/), ...texts(folders.code, /\.js$/)]);
  for (const weight of WEIGHTS) {
    const file = `titillium-web-v10-latin-ext_latin-${weight}.woff2`;
    const bytes = readFileSync(path.join(system, 'fonts', 'Titillium_Web', file));
    store.add(`titillium-${weight}.woff2`, bytes);
  }
  const sprite = readFileSync(path.join(system, 'svg', 'sprites.svg'), 'utf8');
  store.add('sprite.svg', Buffer.from(reduceSprite(sprite, words.whole)));
  const design = readFileSync(path.join(system, 'css', 'bootstrap-italia.min.css'), 'utf8');
  const own = readFileSync(path.join(folders.own, 'sollecito.css'), 'utf8');
  const css = withoutFonts(reduceCss(design, words)) + withUrls(own, store);
  store.add('sollecito.css', Buffer.from(css));
  store.add('sollecito.js', readFileSync(path.join(folders.own, 'sollecito.js')));
  store.add('htmx.js', readFileSync(require.resolve('htmx.org/dist/htmx.min.js')));
  return store;
}

/** The design system's own faces point at files that are not served: ours are in our sheet. */
function withoutFonts(css: string): string {
  return css.replaceAll(/@font-face\{[^}]*\}/g, '').replace(/@charset[^;]*;/, '');
}

/** Beside the sheet: whatever stands before its address stands before theirs. */
function withUrls(css: string, store: AssetStore): string {
  return css.replaceAll(
    /url\('([\w.-]+)'\)/g,
    (_all, name: string) => `url('${path.posix.basename(store.url(name))}')`,
  );
}

function texts(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => pattern.test(file) && statSync(file).isFile())
    .map((file) => readFileSync(file, 'utf8'));
}
