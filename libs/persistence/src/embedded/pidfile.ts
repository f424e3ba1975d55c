import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { alive } from './process.js';

/** What a running postmaster says of itself in `postmaster.pid`. */
export interface PidFile {
  readonly pid: number;
  readonly port: number | null;
  readonly status: 'starting' | 'stopping' | 'ready' | 'standby' | null;
}

/** Reads `postmaster.pid`; null when there is none (or only a beginning of one). */
export function readPidFile(cluster: string): PidFile | null {
  let text: string;
  try {
    text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  } catch {
    return null;
  }
  const [pid, , , port, , , , status] = text.split('\n');
  if (!/^\d+$/.test(pid ?? '')) return null;
  return {
    pid: Number(pid),
    port: /^\d+$/.test(port ?? '') ? Number(port) : null,
    status: (status?.trim() || null) as PidFile['status'],
  };
}

/**
 * The postmaster that runs on this cluster now, or null. After a crash the file stays, and its number
 * may by now be another program's (in a container it nearly always is): then the file is removed,
 * since PostgreSQL itself would refuse to start because of it.
 */
export function runningPostmaster(cluster: string): PidFile | null {
  const file = readPidFile(cluster);
  if (file === null) return null;
  if (isPostmasterOf(file.pid, cluster)) return file;
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return null;
}

/** A postmaster stays in its data folder for life: its working directory tells which one it serves. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!alive(pid)) return false;
  if (process.platform === 'linux') {
    const proc = statSync(`/proc/${pid}`, { throwIfNoEntry: false });
    if (proc === undefined) return false;
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      // Another user's process: not readable. It is the cluster's only if that user owns the cluster.
      return proc.uid === statSync(cluster).uid;
    }
  }
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres');
  } catch {
    return false;
  }
}
