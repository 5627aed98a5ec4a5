import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const run = (program: string, ...args: string[]): void => {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
};

/**
 * A disk of its own for a browser's profile: an ext4 file system in a file. What the system has not handed to
 * the disk yet is not in the file, so a copy of the file is what a cut of power leaves. Needs Linux and root.
 */
export class Ext4Disk {
  readonly place: string;
  #home: string;
  #image: string;
  /** Of the latest copy. */
  #number = 0;
  #isMounted = false;

  private constructor(home: string, name: string) {
    this.#home = home;
    this.#image = join(home, `${name}.img`);
    this.place = join(home, name);
  }

  /** @throws when this system lets nobody mount a file */
  static create(megabytes: number): Ext4Disk {
    const disk = new Ext4Disk(mkdtempSync(join(tmpdir(), 'guiju-disk-')), 'disk-0');
    try {
      run('truncate', '-s', `${megabytes}M`, disk.#image);
      run('mkfs.ext4', '-q', '-m', '0', disk.#image);
      disk.#mount();
    } catch (cause) {
      rmSync(disk.#home, { recursive: true, force: true });
      throw cause;
    }
    return disk;
  }

  /** @returns why files cannot be mounted here; undefined when they can */
  static async refused(): Promise<string | undefined> {
    try {
      await Ext4Disk.create(16).remove();
      return undefined;
    } catch (cause) {
      return `no disk can be mounted: ${String(cause).split('\n')[0]}`;
    }
  }

  /**
   * The disk as it would be found if the power went now. Whoever writes to it should be frozen; the system
   * itself may still be handing something over, and then the copy is not of one moment and is taken again.
   */
  afterPowerCut(): Ext4Disk {
    const after = new Ext4Disk(this.#home, `disk-${(this.#number += 1)}`);
    after.#number = this.#number;
    const written = (): bigint => statSync(this.#image, { bigint: true }).mtimeNs;
    for (let tries = 0; tries < 50; tries++) {
      const before = written();
      copyFileSync(this.#image, after.#image);
      if (written() === before) return after;
    }
    throw new Error('the disk does not come to rest');
  }

  /** Makes a copy usable; the file system repairs itself from its journal. */
  open(): void {
    this.#mount();
  }

  /** Fills the disk with something else until only so many bytes are left. */
  fill(leaving: number): void {
    const { bavail, bsize } = statfsSync(this.place);
    const ballast = bavail * bsize - leaving;
    if (ballast > 0) run('fallocate', '-l', String(ballast), join(this.place, 'ballast'));
  }

  /** Makes room again. */
  relieve(): void {
    rmSync(join(this.place, 'ballast'), { force: true });
  }

  /** Takes the disk out and throws it away; processes that were killed let go of it a moment later. */
  async remove(): Promise<void> {
    let tries = 0;
    while (this.#isMounted) {
      try {
        run('umount', this.place);
        this.#isMounted = false;
      } catch (cause) {
        if ((tries += 1) > 50) throw cause;
        await wait(100);
      }
    }
    rmSync(this.#image, { force: true });
    rmSync(this.place, { recursive: true, force: true });
    if (readdirSync(this.#home).length === 0) rmdirSync(this.#home);
  }

  #mount(): void {
    mkdirSync(this.place, { recursive: true });
    run('mount', '-o', 'loop', this.#image, this.place);
    this.#isMounted = true;
  }
}
