import type { Manifest } from '../types.js';

/** Reads `manifest.json`; null when it isn't one. Only the shape is judged here. */
export function parseManifest(text: string | null): Manifest | null {
  const value = text === null ? null : json(text);
  if (!isRecord(value)) return null;
  const texts = ['format', 'title', 'description', 'generatedAt', 'generator', 'head'];
  const shaped =
    texts.every((key) => typeof value[key] === 'string') &&
    isRecord(value['names']) &&
    isLists(value['addresses'] ?? {}) &&
    list(value['chains'], { municipality: 'string', events: 'number', head: 'string' }) &&
    list(value['letters'], { file: 'string', description: 'string' }) &&
    list(value['files'], { name: 'string', size: 'number', sha256: 'string' }) &&
    isTexts(value['missing']);
  return shaped ? (value as unknown as Manifest) : null;
}

/** Parses JSON; null when it is none. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function list(value: unknown, shape: Readonly<Record<string, 'string' | 'number'>>): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (one) =>
        isRecord(one) && Object.entries(shape).every(([key, type]) => typeof one[key] === type),
    )
  );
}

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const isLists = (value: unknown): boolean => isRecord(value) && Object.values(value).every(isTexts);

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
