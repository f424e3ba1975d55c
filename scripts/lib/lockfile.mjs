const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
];
const LIBRARIES = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** Optional dependencies that the lock names and does not have: `[parent, name, version]`. */
export function missingOptional(lock) {
  const missing = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isResolved(lock, path, name)) missing.push([path, name, version]);
    }
  }
  return missing;
}

/** As Node looks for it: in the package's own node_modules, then in each folder above. */
function isResolved(lock, from, name) {
  const folders = from.split(/(?<=.)(?=\/node_modules\/)/);
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const base = folders.slice(0, depth).join('');
    const path = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`;
    if (lock.packages[path] !== undefined) return true;
  }
  return false;
}

/** Writes the missing ones in, for the platform that their name tells. @returns the names added */
export function completeLock(lock) {
  const added = [];
  for (const [parent, name, version] of missingOptional(lock)) {
    if (!/^\d/.test(version)) continue; // a range: only the registry can say which
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform(name),
      ...(lock.packages[parent].dev ? { dev: true } : {}),
      optional: true,
    };
    added.push(name);
  }
  const byPath = ([a], [b]) => a.localeCompare(b, 'en');
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath));
  return added;
}

function platform(name) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = words.flatMap((word) => (os.includes('linux') ? (LIBRARIES[word] ?? []) : []));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`cannot tell the platform of ${name}`);
  return { os, cpu, ...(libc.length > 0 ? { libc } : {}) };
}
