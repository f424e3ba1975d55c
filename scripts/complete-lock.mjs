// After npm install: node scripts/complete-lock.mjs
//
// A registry that carries the binaries of some platforms only makes npm leave the others out of
// package-lock.json, and `npm ci` then refuses to install anywhere. This writes them in, by name and
// version; npm fetches them only on the platform that they are for.
import { readFileSync, writeFileSync } from 'node:fs';
import { completeLock } from './lib/lockfile.mjs';

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = completeLock(lock);
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} added\n`);
