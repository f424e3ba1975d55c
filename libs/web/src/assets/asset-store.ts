import { createHash } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
};

export type Encoding = 'br' | 'gzip' | 'identity';

/** A file that pages fetch, under a name that changes with its content. */
export interface Asset {
  readonly url: string;
  readonly type: string;
  body(encoding: Encoding): Promise<Buffer>;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Assets by name and by address. Compressed once, when first asked for. */
export class AssetStore {
  readonly #byName = new Map<string, Asset>();
  readonly #byUrl = new Map<string, Asset>();

  /** @example store.add('sollecito.css', bytes).url //=> '/risorse/sollecito.1a2b3c4d5e6f.css' */
  add(name: string, bytes: Buffer): Asset {
    const extension = path.extname(name);
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const asset: Asset = {
      url: `/risorse/${path.basename(name, extension)}.${digest}${extension}`,
      type: TYPES[extension] ?? 'application/octet-stream',
      body: encoder(bytes, extension !== '.woff2'),
    };
    this.#byName.set(name, asset);
    this.#byUrl.set(asset.url, asset);
    return asset;
  }

  /** @throws Error for a name that no page may use: a typing error shows at the first rendering */
  url(name: string): string {
    const asset = this.#byName.get(name);
    if (asset === undefined) throw new Error(`no asset is called «${name}»`);
    return asset.url;
  }

  at(url: string): Asset | undefined {
    return this.#byUrl.get(url);
  }
}

function encoder(bytes: Buffer, compressible: boolean): Asset['body'] {
  const made = new Map<Encoding, Promise<Buffer>>();
  return (wanted) => {
    const encoding = compressible ? wanted : 'identity';
    let body = made.get(encoding);
    if (body === undefined) made.set(encoding, (body = encode(bytes, encoding)));
    return body;
  };
}

async function encode(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') {
    return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  }
  return encoding === 'gzip' ? zip(bytes, { level: 9 }) : bytes;
}

/** The best encoding that a browser accepts. `q=0` refuses one. */
export function encodingFor(accept: string | undefined): Encoding {
  const accepted = (accept ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : 'identity';
}
