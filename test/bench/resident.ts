import { readFileSync } from 'node:fs';

/** MiB that a process keeps in memory; null where the system does not tell. */
export function residentOf(pid: number): number | null {
  try {
    const [, kib] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kib ? Number(kib) / 1024 : null;
  } catch {
    return null;
  }
}
