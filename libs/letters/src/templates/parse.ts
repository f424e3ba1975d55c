import Handlebars from 'handlebars';
import { LetterError } from '../errors.js';

interface SyntaxFault {
  readonly message: string;
  readonly lineNumber?: number;
  readonly hash?: { readonly loc?: { readonly first_line?: number }; readonly line?: number };
}

const lineOf = (fault: SyntaxFault, source: string): number => {
  const told = /line (\d+)/i.exec(fault.message)?.[1];
  const line = fault.lineNumber ?? (told === undefined ? undefined : Number(told));
  return Math.min(line ?? 1, source.split('\n').length);
};

const nameOf = (message: string): string =>
  /([\w.]+) doesn't match ([\w.]+)/.exec(message)?.[0] ?? 'sintassi';

/**
 * Parses a template; a syntax error becomes a LetterError with the line.
 *
 * @throws LetterError `template-syntax`
 */
export const parseTemplate = (source: string, place: string): hbs.AST.Program => {
  try {
    return Handlebars.parse(source);
  } catch (error) {
    const fault = error as SyntaxFault;
    const detail = fault.message.split('\n').pop() ?? fault.message;
    const name = nameOf(fault.message);
    const where = { template: place, line: lineOf(fault, source), name };
    throw new LetterError('template-syntax', where, `sintassi non valida (${detail.trim()})`);
  }
};
