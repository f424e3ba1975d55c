import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** The root of the repository: tests run from it. */
export const ROOT = resolve('.');

/** A source file and what it imports, as written. */
export interface SourceFile {
  /** From the root, with slashes: `libs/domain/src/index.ts`. */
  readonly path: string;
  /** `libs/domain`, `apps/cli`. */
  readonly project: string;
  readonly isTest: boolean;
  readonly text: string;
  readonly imports: readonly string[];
}

/** Every workspace project with sources. */
export function projects(): string[] {
  return ['libs', 'apps'].flatMap((kind) =>
    readdirSync(join(ROOT, kind))
      .map((name) => `${kind}/${name}`)
      .filter((path) => existsSync(join(ROOT, path, 'src'))),
  );
}

/** Every TypeScript source of the libraries and the applications. */
export function sourceFiles(): SourceFile[] {
  return projects().flatMap((project) =>
    readdirSync(join(ROOT, project, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => read(project, join(entry.parentPath, entry.name))),
  );
}

function read(project: string, file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const path = relative(ROOT, file).replaceAll('\\', '/');
  return {
    path,
    project,
    isTest: /spec\.ts$|\/testing\//.test(path),
    text,
    imports: ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName),
  };
}

/** Every file under version control, or, outside of a checkout, nothing to say: null. */
export function trackedFiles(): string[] | null {
  try {
    const list = execFileSync('git', ['ls-files', '-z'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return list.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
  } catch {
    return null;
  }
}
