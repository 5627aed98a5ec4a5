import { readFileSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { StorageFailed } from './storage.ts';

/** Another process has this base open for writing. */
export class StorageInUse extends StorageFailed {
  override name = 'StorageInUse';
  /** Which one, as far as it is known; `isElsewhere` when it says that it is on a machine of another name than this. */
  readonly holder: { pid: number; host: string; isElsewhere: boolean } | undefined;
  /** Where the lock lies. */
  readonly path: string;

  constructor(message: string, path: string, holder?: { pid: number; host: string }) {
    super(message);
    this.path = path;
    this.holder = holder && { ...holder, isElsewhere: holder.host !== hostname() };
  }
}

/** Who holds a folder. */
interface Holder {
  pid: number;
  host: string;
  /** Tells a process from a later one with the same id, where the system allows (Linux); else empty. */
  mark: string;
}

const lockName = 'lock';

/**
 * Takes a folder for this process alone. The lock of a process that is no more is taken over.
 *
 * @returns gives the folder back
 * @throws {StorageInUse} when a living process holds it, or one on another machine, of which nothing can be known
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, lockName);
  const mine: Holder = { pid: process.pid, host: hostname(), mark: markOf(process.pid) };
  for (let attempt = 0; attempt < 10; attempt++) {
    if (await create(path, JSON.stringify(mine))) return () => rm(path, { force: true });
    const found = await readFile(path, 'utf8').catch(() => undefined);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder !== undefined && isAlive(holder)) {
      const { pid, host } = holder;
      throw new StorageInUse(`process ${pid} on ${host} has this base open`, path, { pid, host });
    }
    if (holder === undefined && attempt < 5) {
      // It may be about to be written: only what stays unreadable was left by a process that is gone.
      await setTimeout(20);
      continue;
    }
    await takeAway(path, found, attempt);
  }
  throw new StorageInUse('the lock of this base cannot be taken', path);
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600);
    await handle.writeFile(content);
    await handle.close();
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new StorageFailed('the folder cannot be written', { cause });
  }
}

/** Moves a dead lock aside first: two processes that both found it dead must not remove each other's new one. */
async function takeAway(path: string, expected: string, attempt: number): Promise<void> {
  const aside = `${path}.${process.pid}.${attempt}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const taken = await readFile(aside, 'utf8').catch(() => '');
  // The other process was quicker and this is its lock: it goes back, unless there already is another.
  if (taken !== expected) await create(path, taken);
  await rm(aside, { force: true });
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, host, mark } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' && pid > 0 && typeof host === 'string'
      ? { pid, host, mark: mark ?? '' }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
  const mark = markOf(holder.pid);
  return mark === '' || holder.mark === '' || mark === holder.mark;
}

/** When the process began, in the words of /proc (proc(5), field 22 of stat), with the id of this start of the machine. */
function markOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in the second field may hold spaces and brackets, so counting begins after its last bracket.
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${began}`;
  } catch {
    return '';
  }
}
