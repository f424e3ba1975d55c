import { LetterError, type LetterErrorCode } from '../errors.js';
import type { Shape } from '../view/view.js';
import { HELPERS, isPreposition, takes, wanted, type Parameter } from './helpers.js';
import { parseTemplate } from './parse.js';

/** What the walk carries: where it is, what `this` is there, and what lies outside. */
interface Scope {
  readonly place: string;
  readonly current: Shape;
  readonly outer: Scope | null;
  readonly inEach: boolean;
  readonly partials: Readonly<Record<string, string>>;
  readonly opened: readonly string[];
  readonly found: LetterError[];
}

type Located = { readonly loc: { readonly start: { readonly line: number } } };

const report = (
  scope: Scope,
  node: Located,
  code: LetterErrorCode,
  name: string,
  reason: string,
): void => {
  const place = { template: scope.place, line: node.loc.start.line, name };
  scope.found.push(new LetterError(code, place, reason));
};

const fieldsOf = (shape: Shape): Readonly<Record<string, Shape>> | null =>
  typeof shape === 'object' && 'fields' in shape ? shape.fields : null;

const LOOP_DATA: Record<string, Shape> = { first: 'flag', last: 'flag', index: 'number' };

const near = (name: string, known: readonly string[]): string => {
  const like = known.filter((one) => one.toLowerCase().startsWith(name.slice(0, 3).toLowerCase()));
  return `: si può usare ${(like.length > 0 ? like : known).slice(0, 12).join(', ')}`;
};

/** The shape that a path leads to; an unknown one is reported and gives null. */
const shapeAt = (path: hbs.AST.PathExpression, scope: Scope): Shape | null => {
  if (path.data) {
    const shape = scope.inEach ? LOOP_DATA[path.parts[0] ?? ''] : undefined;
    if (shape) return shape;
    report(scope, path, 'unknown-placeholder', path.original, 'segnaposto sconosciuto');
    return null;
  }
  let from: Scope | null = scope;
  for (let up = 0; up < path.depth; up += 1) from = from?.outer ?? null;
  let shape: Shape | null = from?.current ?? null;
  for (const part of path.parts) {
    const fields: Readonly<Record<string, Shape>> | null = shape && fieldsOf(shape);
    shape = fields && Object.hasOwn(fields, part) ? (fields[part] ?? null) : null;
    if (shape === null) {
      const hint = fields ? near(part, Object.keys(fields)) : '';
      report(scope, path, 'unknown-placeholder', path.original, `segnaposto sconosciuto${hint}`);
      return null;
    }
  }
  if (shape === null) report(scope, path, 'unknown-placeholder', path.original, 'fuori dal modello');
  return shape;
};

const isPath = (node: hbs.AST.Expression): node is hbs.AST.PathExpression =>
  node.type === 'PathExpression';

const literal = (node: hbs.AST.Expression): string | null =>
  node.type === 'StringLiteral' ? (node as hbs.AST.StringLiteral).value : null;

const checkField = (name: string, list: Shape | null): boolean => {
  const item = typeof list === 'object' && list && 'list' in list ? list.list : null;
  return item !== null && fieldsOf(item)?.[name] === 'day';
};

const fits = (
  parameter: Parameter,
  node: hbs.AST.Expression,
  first: Shape | null,
  scope: Scope,
): boolean => {
  const word = literal(node);
  if (parameter === 'word') return word !== null;
  if (parameter === 'preposition') return word !== null && isPreposition(word);
  if (parameter === 'field') return word !== null && checkField(word, first);
  if (!isPath(node)) return false;
  const shape = shapeAt(node, scope);
  return shape === null || takes(parameter, shape);
};

const checkHelper = (call: hbs.AST.MustacheStatement, name: string, scope: Scope): void => {
  const helper = Object.hasOwn(HELPERS, name) ? HELPERS[name] : undefined;
  if (!helper) {
    const hint = near(name, Object.keys(HELPERS));
    return report(scope, call, 'unknown-helper', name, `funzione sconosciuta${hint}`);
  }
  const { parameters, optional } = helper;
  const given = call.params.length;
  if (given > parameters.length || given < parameters.length - optional || call.hash) {
    const expected = parameters.map(wanted).join(', ');
    return report(scope, call, 'wrong-arguments', name, `attesi ${expected}; trovati ${given}`);
  }
  const head = call.params[0];
  const first = head && isPath(head) ? shapeAt(head, { ...scope, found: [] }) : null;
  call.params.forEach((node, index) => {
    const parameter = parameters[index];
    if (parameter && !fits(parameter, node, first, scope)) {
      const reason = `al posto ${index + 1} si attende ${wanted(parameter)}`;
      report(scope, call, 'wrong-arguments', name, reason);
    }
  });
};

const USE: Partial<Record<string, string>> = {
  day: 'è un giorno: usare {{data …}} o {{dataEstesa …}}',
  instant: 'è un istante: usare {{giornoDi …}} e {{oraDi …}}',
  flag: 'è una condizione: usare {{#if …}}',
};

const checkMustache = (node: hbs.AST.MustacheStatement, scope: Scope): void => {
  const path = node.path;
  if (!node.escaped) {
    const name = isPath(path) ? path.original : 'valore';
    return report(scope, node, 'unescaped', name, 'i valori senza protezione ({{{ e {{&) non sono ammessi');
  }
  if (!isPath(path)) {
    return report(scope, node, 'wrong-arguments', 'valore', 'atteso il nome di un segnaposto');
  }
  if (node.params.length > 0 || node.hash || Object.hasOwn(HELPERS, path.original)) {
    return checkHelper(node, path.original, scope);
  }
  const shape = shapeAt(path, scope);
  if (shape === null || shape === 'text' || shape === 'number') return;
  const reason = typeof shape === 'string' ? USE[shape] : 'è un gruppo: usare un suo campo o {{#each …}}';
  report(scope, node, 'wrong-arguments', path.original, reason ?? 'non è un testo');
};

const checkBlock = (node: hbs.AST.BlockStatement, scope: Scope): void => {
  const name = node.path.original;
  const param = node.params[0];
  if (!['if', 'unless', 'each'].includes(name)) {
    return report(scope, node, 'unknown-helper', name, 'blocco sconosciuto: si può usare if, unless, each');
  }
  if (node.params.length !== 1 || !param || !isPath(param) || node.hash || node.program.blockParams) {
    return report(scope, node, 'wrong-arguments', name, 'atteso un solo segnaposto');
  }
  const shape = shapeAt(param, scope);
  let inside = scope;
  if (name === 'each' && shape !== null) {
    if (typeof shape !== 'object' || !('list' in shape)) {
      return report(scope, node, 'wrong-arguments', param.original, 'non è un elenco');
    }
    inside = { ...scope, current: shape.list, outer: scope, inEach: true };
  } else if (shape === null) return;
  checkProgram(node.program, inside);
  if (node.inverse) checkProgram(node.inverse, scope);
};

const checkPartial = (node: hbs.AST.PartialStatement, scope: Scope): void => {
  const name = isPath(node.name) ? node.name.original : '';
  const source = Object.hasOwn(scope.partials, name) ? scope.partials[name] : undefined;
  if (source === undefined) {
    const hint = near(name, Object.keys(scope.partials));
    return report(scope, node, 'unknown-placeholder', `> ${name}`, `parte comune sconosciuta${hint}`);
  }
  if (node.params.length > 0 || node.hash) {
    return report(scope, node, 'wrong-arguments', `> ${name}`, 'una parte comune non ha argomenti');
  }
  if (scope.opened.includes(name)) {
    return report(scope, node, 'wrong-arguments', `> ${name}`, 'la parte comune richiama sé stessa');
  }
  const place = `_partials/${name}.hbs`;
  const inside = { ...scope, place, opened: [...scope.opened, name] };
  checkProgram(parseTemplate(source, place), inside);
};

const checkProgram = (program: hbs.AST.Program, scope: Scope): void => {
  for (const node of program.body) {
    if (node.type === 'MustacheStatement') checkMustache(node as hbs.AST.MustacheStatement, scope);
    else if (node.type === 'BlockStatement') checkBlock(node as hbs.AST.BlockStatement, scope);
    else if (node.type === 'PartialStatement') checkPartial(node as hbs.AST.PartialStatement, scope);
    else if (node.type !== 'ContentStatement' && node.type !== 'CommentStatement') {
      report(scope, node, 'template-syntax', node.type, 'costrutto non ammesso');
    }
  }
};

/**
 * Walks one template source against the placeholders that exist: every unknown placeholder, helper or shared piece, every
 * unescaped value and every wrong argument, with its line. Also looks into the branches that no sample would reach.
 *
 * @returns all faults, in order of the source; none when it is sound
 */
export const checkSource = (
  source: string,
  place: string,
  shape: Shape,
  partials: Readonly<Record<string, string>>,
): LetterError[] => {
  const found: LetterError[] = [];
  const scope = { place, current: shape, outer: null, inEach: false, partials, opened: [], found };
  try {
    checkProgram(parseTemplate(source, place), scope);
  } catch (error) {
    if (!(error instanceof LetterError)) throw error;
    found.push(error);
  }
  return found;
};
