import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

  private constructor(home: string, name: string) {
    this.#home = home;
    this.#image = join(home, `${name}.img`);
    this.place = join(home, name);
  }

  /** @throws when this system lets nobody mount a file */
  static create(megabytes: number): Ext4Disk {
    const disk = new Ext4Disk(mkdtempSync(join(tmpdir(), 'guiju-disk-')), 'first');
    run('truncate', '-s', `${megabytes}M`, disk.#image);
    run('mkfs.ext4', '-q', '-m', '0', disk.#image);
    disk.#mount();
    return disk;
  }

  /**
   * The disk as it would be found if the power went now. Whoever writes to it should be frozen; the system
   * itself may still be handing something over, and then the copy is not of one moment and is taken again.
   */
  afterPowerCut(): Ext4Disk {
    const after = new Ext4Disk(this.#home, 'after');
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

  /** Takes the disk out and throws it away with its copies. */
  remove(): void {
    this.unmount();
    rmSync(this.#home, { recursive: true, force: true });
  }

  unmount(): void {
    run('umount', this.place);
  }

  #mount(): void {
    mkdirSync(this.place, { recursive: true });
    run('mount', '-o', 'loop', this.#image, this.place);
  }
}
