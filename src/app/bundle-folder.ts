import type { BundleMark } from '../sync/bundle/entries-to-carry.ts';
import { type FolderMemory, type FolderSchedule, type KeptFolder } from './folder-memory.ts';
import { type Live, Source } from './live.ts';
import { type FolderFault, toFailed, writeToFolder } from './write-to-folder.ts';

/** What a page can show of the folder into which bundles are written. */
export interface FolderView {
  /** Name of the chosen folder; undefined when there is none. */
  name: string | undefined;
  schedule: FolderSchedule;
  /** The newest bundle that is there, and when it was written, in milliseconds since 1970. */
  last: { at: number; file: string; bytes: number } | undefined;
  isWriting: boolean;
  /** What kept the last one from being written; `not-made` when it failed before the folder. */
  problem: FolderFault | 'not-made' | undefined;
}

/** A bundle that is ready to be put somewhere. */
export interface MadeBundle {
  name: string;
  content: Blob;
  mark: BundleMark;
}

export interface BundleFolderParts {
  memory: FolderMemory;
  /** Makes the bundle that follows on this mark; undefined for everything. */
  make(since: BundleMark | undefined): Promise<MadeBundle>;
  /** Hears that the bundle of this mark is in the folder. */
  kept(mark: BundleMark): void;
  /** Clock of this device, in milliseconds since 1970. */
  now(): number;
  /** Runs `task` unless another tab is running one of this name. */
  alone(task: () => Promise<void>): Promise<void>;
}

/** What the browser knows beyond what TypeScript does (File System Access, WICG). */
type AskingHandle = FileSystemDirectoryHandle & {
  queryPermission?(what: { mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission?(what: { mode: 'readwrite' }): Promise<PermissionState>;
};
type FolderPicker = (how: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;

const hour = 60 * 60 * 1000;
const periods: Record<FolderSchedule, number> = {
  daily: 24 * hour,
  weekly: 7 * 24 * hour,
  'by-hand': Infinity,
};

/**
 * Writes bundles into a folder that the reader has chosen, such as one on a stick or a share: daily or weekly while the app
 * is open, and later when it was closed at the time. Each follows on the one before.
 */
export class BundleFolder {
  readonly view: Live<FolderView>;
  #view: Source<FolderView>;
  #parts: BundleFolderParts;
  #isRunning = false;

  private constructor(parts: BundleFolderParts, kept: KeptFolder | undefined) {
    this.#parts = parts;
    this.#view = new Source({ ...viewOf(kept), isWriting: false, problem: undefined });
    this.view = this.#view;
  }

  static async open(parts: BundleFolderParts): Promise<BundleFolder> {
    // A memory that cannot be read leaves a folder to be chosen again.
    return new BundleFolder(parts, await parts.memory.get().catch(() => undefined));
  }

  /**
   * Lets the reader choose a folder; to be called from a click. A bundle of everything is written there at once.
   *
   * @returns false when they chose none
   */
  async choose(pick: FolderPicker | undefined = pickerOf()): Promise<boolean> {
    let handle: FileSystemDirectoryHandle;
    try {
      if (pick === undefined) return false;
      handle = await pick({ id: 'guiju-bundles', mode: 'readwrite' });
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') return false;
      this.#set({ problem: toFailed(cause).fault });
      return false;
    }
    const before = await this.#kept();
    const isSame = before !== undefined && (await before.handle.isSameEntry(handle).catch(() => false));
    const schedule = before?.schedule ?? 'weekly';
    if (!(await this.#keep(isSame ? before : { handle, schedule }))) return false;
    await this.writeNow();
    return true;
  }

  /** Asks for the permission again; to be called from a click. Goes on with what is due. */
  async allow(): Promise<void> {
    const kept = await this.#kept();
    const handle: AskingHandle | undefined = kept?.handle;
    const answer = await handle?.requestPermission?.({ mode: 'readwrite' }).catch(() => 'denied' as const);
    if (answer === 'denied' || answer === 'prompt') return this.#set({ problem: 'permission' });
    this.#set({ problem: undefined });
    await this.check();
  }

  async setSchedule(schedule: FolderSchedule): Promise<void> {
    const kept = await this.#kept();
    if (kept !== undefined && (await this.#keep({ ...kept, schedule }))) await this.check();
  }

  /** Writes no more; what is in the folder stays. */
  async forget(): Promise<void> {
    await this.#keep(undefined);
  }

  /** Writes what has changed since the last bundle, whether it is time or not. */
  async writeNow(): Promise<void> {
    await this.#run(() => true);
  }

  /** Writes a bundle if it is time for one. */
  async check(): Promise<void> {
    await this.#run((kept) => isDue(kept, this.#parts.now()));
  }

  /**
   * Looks now and every hour, and whenever the page is shown again.
   *
   * @returns ends it
   */
  start(): () => void {
    const look = (): void => {
      if (document.visibilityState === 'visible') void this.check();
    };
    void this.check();
    const timer = setInterval(() => void this.check(), hour);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }

  async #run(isWanted: (kept: KeptFolder) => boolean): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      await this.#parts.alone(async () => {
        // Another tab may have written one meanwhile.
        const kept = await this.#kept();
        if (kept === undefined || !isWanted(kept)) return;
        await this.#write(kept);
      });
    } finally {
      this.#isRunning = false;
    }
  }

  async #write(kept: KeptFolder): Promise<void> {
    const { handle }: { handle: AskingHandle } = kept;
    const answer = await handle.queryPermission?.({ mode: 'readwrite' }).catch(() => 'denied' as const);
    if (answer === 'denied' || answer === 'prompt') return this.#set({ problem: 'permission' });
    this.#set({ isWriting: true, problem: undefined });
    let problem: FolderView['problem'] = 'not-made';
    try {
      const { name, content, mark } = await this.#parts.make(kept.last?.mark);
      problem = undefined;
      const file = await writeToFolder(handle, name, content);
      const current = await this.#kept();
      // Another folder may have been chosen, or another schedule.
      if (current === undefined || !(await current.handle.isSameEntry(handle))) return;
      const last = { at: this.#parts.now(), file, bytes: content.size, mark };
      if (await this.#keep({ ...current, last })) this.#parts.kept(mark);
    } catch (cause) {
      problem ??= toFailed(cause).fault;
      this.#set({ problem });
    } finally {
      this.#set({ isWriting: false });
    }
  }

  async #kept(): Promise<KeptFolder | undefined> {
    const kept = await this.#parts.memory.get().catch(() => undefined);
    this.#set(viewOf(kept));
    return kept;
  }

  /** @returns was it kept? */
  async #keep(kept: KeptFolder | undefined): Promise<boolean> {
    try {
      await this.#parts.memory.set(kept);
    } catch {
      this.#set({ problem: 'not-written' });
      return false;
    }
    this.#set({ ...viewOf(kept), problem: undefined });
    return true;
  }

  #set(some: Partial<FolderView>): void {
    this.#view.set({ ...this.#view.now, ...some });
  }
}

/** Is it time for the next bundle? A clock that was set back must not put it off. */
export function isDue({ schedule, last }: Pick<KeptFolder, 'schedule' | 'last'>, now: number): boolean {
  if (schedule === 'by-hand') return false;
  return last === undefined || last.at > now || now - last.at >= periods[schedule];
}

function viewOf(kept: KeptFolder | undefined): Pick<FolderView, 'name' | 'schedule' | 'last'> {
  if (kept === undefined) return { name: undefined, schedule: 'weekly', last: undefined };
  const { last } = kept;
  return {
    name: kept.handle.name,
    schedule: kept.schedule,
    last: last && { at: last.at, file: last.file, bytes: last.bytes },
  };
}

function pickerOf(): FolderPicker | undefined {
  return (globalThis as { showDirectoryPicker?: FolderPicker }).showDirectoryPicker;
}
