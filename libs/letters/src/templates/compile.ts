import Handlebars from 'handlebars';
import { LetterError, type LetterPlace } from '../errors.js';
import { isolate } from '../italian/safe-text.js';
import { escapeHtml } from '../markup/to-html.js';
import { TYPED_BREAK } from '../markup/types.js';
import { HELPERS } from './helpers.js';
import { parseTemplate } from './parse.js';

/** How a value is written: as it is, as HTML text, or as text of the letter's markup. */
export type Writing = 'text' | 'html' | 'letter';

/** Something that this library has already written for that medium. */
export class Written {
  constructor(readonly value: string) {}
}

const write: Record<Writing, (value: string) => string> = {
  text: (value) => isolate(value),
  html: (value) => escapeHtml(isolate(value)),
  letter: (value) => escapeHtml(isolate(value)).replaceAll('\n', TYPED_BREAK),
};

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

interface Hash {
  readonly nome: string;
  readonly riga: number;
  readonly luogo: string;
}

const placeOf = (hash: Hash): LetterPlace => ({
  template: hash.luogo,
  line: hash.riga,
  name: hash.nome,
});

/** A field of a group, own properties alone; nothing when the group is not there: `full` or `if` decide what that means. */
const fieldOf = (group: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (from, key) =>
        typeof from === 'object' && from !== null && Object.hasOwn(from, key)
          ? (from as Record<string, unknown>)[key]
          : undefined,
      group,
    );

const full = (value: unknown, { hash }: { hash: Hash }): unknown => {
  if (!isEmpty(value)) return value;
  throw new LetterError('empty-placeholder', placeOf(hash), 'il segnaposto è vuoto');
};

const located =
  (run: (...values: never[]) => string) =>
  (...values: unknown[]): string => {
    const { hash } = values[values.length - 1] as { hash: Hash };
    try {
      return run(...(values.slice(0, -1) as never[]));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new LetterError('wrong-arguments', placeOf(hash), reason);
    }
  };

/** A fresh Handlebars with our helpers alone; `lookup`, `log`, `with` and the missing-helper hooks are gone. */
const environment = (writing: Writing): typeof Handlebars => {
  const env = Handlebars.create();
  for (const name of ['lookup', 'log', 'with']) env.unregisterHelper(name);
  for (const [name, helper] of Object.entries(HELPERS)) {
    env.registerHelper(name, located(helper.run));
  }
  env.registerHelper('campo', fieldOf);
  env.registerHelper('pieno', full);
  env.registerHelper('scrivi', function (value: unknown, options: Handlebars.HelperOptions) {
    const known = full(value, options as unknown as { hash: Hash });
    const text = known instanceof Written ? known.value : write[writing](String(known));
    return new env.SafeString(text);
  });
  return env;
};

const string = (value: string, loc: hbs.AST.SourceLocation): hbs.AST.StringLiteral => ({
  type: 'StringLiteral',
  value,
  original: value,
  loc,
});

const pathTo = (name: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression => ({
  type: 'PathExpression',
  data: false,
  depth: 0,
  parts: [name],
  original: name,
  loc,
});

const hashOf = (name: string, luogo: string, loc: hbs.AST.SourceLocation): hbs.AST.Hash => {
  const pair = (key: string, value: hbs.AST.Expression): hbs.AST.HashPair => ({
    type: 'HashPair',
    key,
    value,
    loc,
  });
  const line = loc.start.line;
  const riga = { type: 'NumberLiteral', value: line, original: line, loc } as hbs.AST.NumberLiteral;
  const pairs = [pair('nome', string(name, loc)), pair('riga', riga), pair('luogo', string(luogo, loc))];
  return { type: 'Hash', pairs, loc };
};

const call = (
  name: string,
  params: hbs.AST.Expression[],
  hash: hbs.AST.Hash,
): hbs.AST.SubExpression => ({
  type: 'SubExpression',
  path: pathTo(name, hash.loc),
  params,
  hash,
  loc: hash.loc,
});

const isPath = (node: hbs.AST.Expression): node is hbs.AST.PathExpression =>
  node.type === 'PathExpression';

/** Wraps every value of a template in `pieno` or `scrivi`, which know where they stand. */
class Guard extends Handlebars.Visitor {
  constructor(private readonly place: string) {
    super();
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    const path = node.path as hbs.AST.PathExpression;
    const hash = hashOf(path.original, this.place, node.loc);
    const isHelper = node.params.length > 0;
    const value = isHelper ? call(path.original, node.params.map((one) => this.full(one)), hash) : this.field(path);
    Object.assign(node, { path: pathTo('scrivi', node.loc), params: [value], hash });
  }

  override BlockStatement(node: hbs.AST.BlockStatement): void {
    if (node.path.original === 'each' && !node.inverse) {
      node.params = node.params.map((one) => this.full(one));
    }
    else node.params = node.params.map((one) => this.field(one));
    this.acceptKey(node, 'program');
    this.acceptKey(node, 'inverse');
  }

  /** `a.b.c` as a look-up of `b.c` in `a` that survives a missing `a`: strict mode would throw without telling the line. */
  private field(node: hbs.AST.Expression): hbs.AST.Expression {
    if (!isPath(node) || node.data || node.parts.length < 2) return node;
    const [first = '', ...rest] = node.parts;
    const group = { ...node, parts: [first] };
    const empty: hbs.AST.Hash = { type: 'Hash', pairs: [], loc: node.loc };
    return call('campo', [group, string(rest.join('.'), node.loc)], empty);
  }

  private full(node: hbs.AST.Expression): hbs.AST.Expression {
    return isPath(node) ? call('pieno', [this.field(node)], hashOf(node.original, this.place, node.loc)) : node;
  }
}

type Run = (context: unknown, options?: Handlebars.RuntimeOptions) => string;

const KNOWN = Object.fromEntries(
  ['if', 'unless', 'each', 'campo', 'pieno', 'scrivi', ...Object.keys(HELPERS)].map((name) => [name, true]),
);

const strictFault = (error: unknown, place: string): LetterError => {
  const { message, lineNumber } = error as { message: string; lineNumber?: number };
  const name = /"([^"]+)" not defined/.exec(message)?.[1] ?? 'segnaposto';
  const where = { template: place, line: lineNumber ?? null, name };
  return new LetterError('empty-placeholder', where, `il segnaposto è vuoto (${message})`);
};

const compileSource = (env: typeof Handlebars, source: string, place: string): Run => {
  const program = parseTemplate(source, place);
  new Guard(place).accept(program);
  const run = env.compile(program, {
    strict: true,
    knownHelpers: KNOWN as unknown as KnownHelpers,
    knownHelpersOnly: true,
    explicitPartialContext: false,
  });
  return (context, options) => {
    try {
      return run(context, options);
    } catch (error) {
      throw error instanceof LetterError ? error : strictFault(error, place);
    }
  };
};

/** A compiled template. */
export type Rendering = (view: object) => string;

/**
 * Compiles a source that `checkSource` found sound, with Handlebars in strict mode: an empty placeholder stops the letter with
 * template, line and name.
 *
 * @throws LetterError at compiling `template-syntax`; at rendering `empty-placeholder`, `wrong-arguments`
 */
export const compileTemplate = (
  source: string,
  place: string,
  writing: Writing,
  partials: Readonly<Record<string, string>>,
): Rendering => {
  const env = environment(writing);
  for (const [name, text] of Object.entries(partials)) {
    env.registerPartial(name, compileSource(env, text, `_partials/${name}.hbs`) as Handlebars.Template);
  }
  const run = compileSource(env, source, place);
  return (view) => run(view);
};
