#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// In a clone, what is missing or out of date is installed and built first (a blink when nothing is).
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const bootstrapFile = join(root, 'scripts', 'bootstrap.mjs');
let ready = true;
if (existsSync(bootstrapFile)) {
  const { bootstrap } = await import(pathToFileURL(bootstrapFile).href);
  try {
    await bootstrap();
  } catch (error) {
    if (error.exitCode === undefined) throw error;
    process.stderr.write(`sollecito: ${error.message}\n`);
    process.exitCode = error.exitCode;
    ready = false;
  }
}

if (ready) {
  const { main } = await import('../dist/index.js');
  process.exitCode = await main(process.argv.slice(2), {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
  });
}
