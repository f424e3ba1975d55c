/**
 * A path of this site to go back to; «/» for anything that could lead elsewhere.
 *
 * @example localPath('/piano?da=2022-03-01') //=> '/piano?da=2022-03-01'
 * @example localPath('//evil.example') //=> '/'
 */
export function localPath(text: unknown): string {
  if (typeof text !== 'string' || !text.startsWith('/')) return '/';
  try {
    const url = new URL(text, 'http://qui.invalid');
    return url.host === 'qui.invalid' && !/^\/[/\\]/.test(text)
      ? `${url.pathname}${url.search}`
      : '/';
  } catch {
    return '/';
  }
}
