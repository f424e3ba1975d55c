import { z } from 'zod';
import { script, type ParsedScript } from './schema.js';

/** A script that can't be played: every fault with its place. */
export class ScriptError extends Error {
  readonly code = 'sandbox-script';
}

/**
 * Checks a script.
 *
 * @throws ScriptError naming every fault, as `recipients.0.fate.do: …`
 */
export function parseScript(value: unknown): ParsedScript {
  const result = script.safeParse(value, { error: z.locales.it().localeError });
  if (result.success) return result.data;
  const faults = result.error.issues
    .flatMap((issue) => nearest(issue, []))
    .map(({ path, message }) => `${path.join('.') || 'copione'}: ${message}`);
  throw new ScriptError(`Copione della sandbox non valido. ${faults.join('; ')}`);
}

interface Place {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Where a value fits none of several shapes, what is wrong with the one that it comes nearest to. */
function nearest(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Place[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) {
    return [{ path, message: issue.message }];
  }
  const depth = (branch: readonly z.core.$ZodIssue[]): number =>
    Math.max(0, ...branch.map((one) => one.path.length));
  const [best = []] = [...issue.errors].sort((a, b) => a.length - b.length || depth(b) - depth(a));
  return best.flatMap((one) => nearest(one, path));
}
