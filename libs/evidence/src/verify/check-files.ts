import { LAYOUT } from '../layout.js';
import { sumsText } from '../write/write-evidence.js';
import type { Contents } from './contents.js';
import { textOf } from './contents.js';
import type { Problem } from './types.js';

/**
 * Compares the files found with the manifest and with SHA256SUMS: changed, missing, added, renamed. Where the two
 * lists disagree, the one that the bytes contradict is at fault.
 */
export function checkFiles(contents: Contents): readonly Problem[] {
  const { files, manifest, sums, zip } = contents;
  const problems: Problem[] = zip.problems.map((one) => ({ ...one }));
  if (files.has(LAYOUT.manifest) && manifest === null)
    problems.push(changed(LAYOUT.manifest, 'non è leggibile'));
  if (files.has(LAYOUT.sums) && sums === null)
    problems.push(changed(LAYOUT.sums, 'non è leggibile'));
  const byManifest = new Map(manifest?.files.map((file) => [file.name, file.sha256]));
  const expected = new Set([
    LAYOUT.manifest,
    LAYOUT.sums,
    ...byManifest.keys(),
    ...(manifest === null ? (sums?.keys() ?? []) : []),
  ]);
  for (const name of expected) {
    const problem = files.has(name)
      ? judge(name, contents, byManifest)
      : missing(name, contents, byManifest.get(name) ?? sums?.get(name));
    if (problem !== null) problems.push(problem);
  }
  for (const name of files.keys())
    if (!expected.has(name) && (manifest !== null || sums !== null))
      problems.push({ code: 'added', name, message: `«${name}» non fa parte del fascicolo` });
  return [...problems, ...sumsProblems(contents, problems)];
}

/** What the lists say of one file that is there. */
function judge(
  name: string,
  { files, manifest, sums }: Contents,
  byManifest: ReadonlyMap<string, string>,
): Problem | null {
  const actual = files.get(name)!.sha256;
  if (name === LAYOUT.sums) return null;
  const stated = [byManifest.get(name), sums?.get(name)].filter((one) => one !== undefined);
  if (stated.length === 0 && (manifest !== null || sums !== null) && name !== LAYOUT.manifest)
    return { code: 'added', name, message: `«${name}» non fa parte del fascicolo` };
  if (name === LAYOUT.manifest) {
    if (stated.includes(actual) || stated.length === 0) return null;
    // One list against one file: the one that the container's checksum contradicts was changed.
    const sumsAtFault = files.get(LAYOUT.sums)?.crcOk === false && files.get(name)!.crcOk;
    return sumsAtFault ? null : changed(name, "l'impronta non è quella di SHA256SUMS");
  }
  if (stated.includes(actual)) {
    return byManifest.has(name) && byManifest.get(name) !== actual
      ? changed(LAYOUT.manifest, `indica per «${name}» un'impronta diversa`)
      : null;
  }
  return stated.length === 0 ? null : changed(name, "l'impronta non è quella del fascicolo");
}

/** SHA256SUMS says nothing of itself: it must be exactly what the manifest and the files make it. */
function sumsProblems(contents: Contents, found: readonly Problem[]): readonly Problem[] {
  const { files, manifest } = contents;
  const own = files.get(LAYOUT.sums);
  const manifestFile = files.get(LAYOUT.manifest);
  if (own === undefined || manifest === null || manifestFile === undefined) return [];
  const manifestAtFault = found.some((one) => one.name === LAYOUT.manifest);
  const stated = contents.sums?.get(LAYOUT.manifest);
  // A manifest that was changed makes another list: compared as if it were the one that the list names.
  const digest = manifestAtFault && stated !== undefined ? stated : manifestFile.sha256;
  if (sumsText(manifest, digest) === textOf(own.bytes)) return [];
  if (manifestAtFault && contents.sums !== null) return [];
  if (found.some((one) => one.name === LAYOUT.sums)) return [];
  return [changed(LAYOUT.sums, 'non elenca i file del fascicolo come il manifesto')];
}

function missing(name: string, contents: Contents, digest: string | undefined): Problem {
  const { files, manifest } = contents;
  const listed = new Set(manifest?.files.map((file) => file.name));
  const other = [...files].find(
    ([found, file]) => digest !== undefined && file.sha256 === digest && !listed.has(found),
  );
  return other === undefined
    ? { code: 'missing', name, message: `manca «${name}»` }
    : { code: 'renamed', name, message: `«${name}» si chiama ora «${other[0]}»` };
}

function changed(name: string, why: string): Problem {
  return { code: 'changed', name, message: `«${name}» è stato modificato: ${why}` };
}
