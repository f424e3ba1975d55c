import { SaxesParser } from 'saxes';
import { decodeHeader, headerValue, parameter, splitHeader, type RawHeader } from '../mime/read.js';
import { leaves, parts } from '../mime/text.js';

/** A certified message taken apart for a test, straight from its bytes. */
export interface Anatomy {
  readonly headers: readonly RawHeader[];
  readonly subject: string;
  readonly signedType: string;
  readonly mixedType: string;
  /** Name of each direct part of multipart/mixed ("text" for the text). */
  readonly partNames: readonly string[];
  readonly text: string;
  readonly daticert: Daticert | null;
  readonly postacert: Buffer | null;
}

/** daticert.xml as its elements in document order. */
export interface Daticert {
  readonly attributes: Readonly<Record<string, string>>;
  /** `path` joins element names; `attributes` are those of the last one. */
  readonly elements: readonly {
    readonly path: string;
    readonly text: string;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
  value(path: string): string | null;
}

export function dissect(raw: Buffer): Anatomy {
  const { headers, bodyAt } = splitHeader(raw);
  const signedType = headerValue(headers, 'Content-Type') ?? '';
  const [signed = Buffer.alloc(0)] = parts(
    raw.subarray(bodyAt),
    parameter(signedType, 'boundary') ?? '',
  );
  const inner = splitHeader(signed);
  const mixedType = headerValue(inner.headers, 'Content-Type') ?? '';
  const children = parts(signed.subarray(inner.bodyAt), parameter(mixedType, 'boundary') ?? '');
  const named = children.map((child) => {
    const type = headerValue(splitHeader(child).headers, 'Content-Type') ?? '';
    return { name: parameter(type, 'name') ?? 'text', child };
  });
  const find = (name: string): Buffer | null =>
    named.find((part) => part.name === name)?.child ?? null;
  const daticert = find('daticert.xml');
  const postacert = find('postacert.eml');
  const text = find('text');
  return {
    headers,
    subject: decodeHeader(headerValue(headers, 'Subject') ?? ''),
    signedType,
    mixedType,
    partNames: named.map(({ name }) => name),
    text: text === null ? '' : (leaves(text)[0]?.content.toString('latin1') ?? ''),
    daticert:
      daticert === null ? null : readDaticert(leaves(daticert)[0]?.content ?? Buffer.alloc(0)),
    postacert: postacert === null ? null : postacert.subarray(splitHeader(postacert).bodyAt),
  };
}

function readDaticert(bytes: Buffer): Daticert {
  const elements: { path: string; text: string; attributes: Record<string, string> }[] = [];
  const open: typeof elements = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('daticert.xml with a DOCTYPE');
  });
  parser.on('opentag', (tag) => {
    const parent = open.at(-1);
    const path = parent === undefined ? tag.name : `${parent.path}/${tag.name}`;
    const element = {
      path,
      text: '',
      attributes: { ...(tag.attributes as Record<string, string>) },
    };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const current = open.at(-1);
    if (current !== undefined) current.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(bytes.toString('utf8')).close();
  return {
    attributes: elements[0]?.attributes ?? {},
    elements,
    value: (path) => elements.find((element) => element.path === `postacert/${path}`)?.text ?? null,
  };
}
