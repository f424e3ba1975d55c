const HERE = 'http://qui.invalid';
/** Longer than any address of ours. */
const LONGEST = 2_000;

/**
 * A path of this site to go to; «/» for anything that could lead elsewhere. It is resolved as browsers do (dots, backslashes,
 * tabulations, encoded dots), and what comes out must be one path of this host with no empty segment in it: one at the beginning
 * would be read as a host. Without the site's prefix, as every path inside.
 *
 * @example localPath('/piano?da=2022-03-01') //=> '/piano?da=2022-03-01'
 * @example localPath('/.//evil.example') //=> '/'
 */
export function localPath(text: unknown): string {
  if (typeof text !== 'string' || !/^\/(?![/\\])/.test(text) || text.length > LONGEST) return '/';
  if (!URL.canParse(text, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(text, HERE);
  return origin === HERE && !pathname.includes('//') ? `${pathname}${search}${hash}` : '/';
}
