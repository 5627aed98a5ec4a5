import { LiveDraft } from '../../../src/engine/live-draft.ts';
import { automergeForNode } from '../../../src/store/automerge-node.ts';
import { draftActor, draftKey } from '../../../src/store/draft-document.ts';
import { Library } from '../../../src/store/library.ts';
import { MemoryStorage } from '../../../src/store/memory-storage.ts';
import { OpenDraft } from '../../../src/store/open-draft.ts';
import { StorageFull } from '../../../src/store/storage.ts';
import { unlessDamaged } from '../../../src/store/unless-damaged.ts';
import { HandClock } from '../../sync/hand-clock.ts';
import { openDraft, someDevice } from '../../store/some-draft.ts';
import { DiskLife } from './disk-life.ts';
import { harmTo } from './harms.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const key = draftKey('d1', 'editors');
const place = 'editors/d:d1';

/** A device on which a draft is open: its disk outlives a cut of power, and nothing else does. */
export class LiveDevice {
  clock!: HandClock;
  disk!: DiskLife;
  library!: Library;
  live!: LiveDraft;
  #number: number;
  #memory = new MemoryStorage();
  #stored: Uint8Array;
  /** What it has told others of, letter by letter, and who has heard how much. */
  #said: Bytes[] = [];
  #heard = new Map<LiveDevice, number>();
  #last:
    | { heads: string[]; splice: { at: number; remove: number; insert: string }; name: string }
    | undefined;
  #count = 0;

  private constructor(number: number, bytes: Uint8Array) {
    this.#number = number;
    this.#stored = bytes;
  }

  static async begin(number: number, bytes: Uint8Array): Promise<LiveDevice> {
    const device = new LiveDevice(number, bytes);
    const write = device.#memory.write.bind(device.#memory);
    device.#memory.write = async (batch, durability) => {
      await write(batch, durability);
      for (const { key: at, value } of batch) if (at === place) device.#stored = value as Uint8Array;
    };
    await device.#start(async (library) => await library.changeDocument(key, () => bytes));
    return device;
  }

  /** Text on the disk; undefined when it cannot be read. */
  storedText(): string | undefined {
    return unlessDamaged(() => {
      const draft = openDraft(this.#stored, 8);
      const { text } = draft;
      draft.close();
      return text;
    });
  }

  /** @returns what was put in, once the device says that it is on disk */
  edit(splice: { at: number; remove: number; insert: string }): Promise<string> {
    const { open } = this.live;
    this.#last = {
      heads: open.heads,
      splice: { ...splice, at: placeIn(open.text, splice.at) },
      name: `tab/${(this.#count += 1)}`,
    };
    return this.again()!;
  }

  again(): Promise<string> | undefined {
    if (this.#last === undefined) return undefined;
    const { heads, splice, name } = this.#last;
    return this.live.use((open) => open.edit(heads, [splice], name)).then(() => splice.insert);
  }

  async cutPower(): Promise<void> {
    this.disk.cutPower();
    this.live.open.close();
    this.#last = undefined;
    await this.#start(async () => undefined);
  }

  hearFrom(other: LiveDevice): void {
    if (other === this) return;
    const from = this.#heard.get(other) ?? 0;
    this.#heard.set(other, other.#said.length);
    if (other.#said.length > from) this.live.take(other.#said.slice(from), someDevice(other.#number));
  }

  /** A document came by a comparison. A base that is busy has not answered yet. */
  async merge(bytes: Bytes): Promise<void> {
    const { library, live } = this;
    const merged = library.merge([{ ...key, bytes: bytes.slice() }]).then(
      async () => {
        if (this.live === live) await live.stored();
      },
      (cause: unknown) => {
        if (!(cause instanceof StorageFull)) throw cause;
      },
    );
    if (!this.disk.isBusy) await merged;
  }

  async takeHarm(at: number): Promise<void> {
    const { whole, changes } = harmTo(this.#stored, Math.floor(at / 3));
    if (at % 3 === 0) this.live.take(changes, someDevice(9));
    else if (at % 3 === 1) await this.merge(whole);
    else for (const change of changes) await this.merge(change);
  }

  async #start(begin: (library: Library) => Promise<void>): Promise<void> {
    this.clock = new HandClock();
    this.disk = new DiskLife(this.#memory);
    this.library = await Library.open(this.disk, automergeForNode, () => this.clock.now());
    await begin(this.library);
    this.live = new LiveDraft({
      key,
      open: new OpenDraft(this.#stored, draftActor(someDevice(this.#number)), () => this.clock.now()),
      library: this.library,
      clock: this.clock,
      tell: () => undefined,
      push: (changes) => this.#said.push(...changes),
    });
  }
}

/** A place that does not cut a letter in two. */
function placeIn(text: string, at: number): number {
  const place = at % (text.length + 1);
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit < 0xe000 ? place - 1 : place;
}
