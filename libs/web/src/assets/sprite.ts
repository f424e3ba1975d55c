const SYMBOL = /<symbol[^>]*\bid="([^"]+)"[^>]*>[\s\S]*?<\/symbol>/g;

/**
 * A sprite with only the icons that pages use.
 *
 * @example reduceSprite('<svg>…</svg>', new Set(['it-check'])) //=> '<svg xmlns="…"><symbol id="it-check"…'
 */
export function reduceSprite(sprite: string, used: ReadonlySet<string>): string {
  const symbols = [...sprite.matchAll(SYMBOL)].filter(([, id]) => used.has(id!));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.map(([symbol]) => symbol).join('')}</svg>`;
}
