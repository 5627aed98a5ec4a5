import type { DocumentKey } from '../store/manifest.ts';
import type { Speaker } from './ledger-exchange.ts';
import type { Replica } from './replica.ts';
import type { Space } from './spaces.ts';

/** Questions that wait for an answer at most. */
const mostQueued = 4096;
/** Documents that are read from the disk at a time. */
const portion = 32;
const bytesPerMessage = 48 * 1024;

interface Question {
  key: DocumentKey;
  heads: readonly string[] | undefined;
}

/** Answers what the other side asks for, in the order of asking, as fast as the line takes it. */
export class Serving {
  #replica: Replica;
  #speaker: Speaker;
  #mayHave: (space: Space) => boolean;
  #queue: Question[] = [];
  #isRunning = false;

  /** @param mayHave asked anew for every portion: rights may end while others wait */
  constructor(replica: Replica, speaker: Speaker, mayHave: (space: Space) => boolean) {
    this.#replica = replica;
    this.#speaker = speaker;
    this.#mayHave = mayHave;
  }

  add(questions: readonly Question[]): void {
    if (this.#queue.length + questions.length > mostQueued) return this.#speaker.end('too-many');
    this.#queue.push(...questions);
    void this.#run();
  }

  close(): void {
    this.#queue = [];
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.#queue.length > 0 && (await this.#speaker.room())) await this.#answer();
    } catch {
      this.#speaker.end('storage');
    } finally {
      this.#isRunning = false;
    }
  }

  async #answer(): Promise<void> {
    const some = this.#queue.splice(0, portion);
    // What the other side may not have is not to be had, which is all that it learns.
    const allowed = some.filter(({ key }) => this.#mayHave(key.space));
    const read = await this.#replica.read(
      allowed.map(({ key }) => key),
      allowed.map(({ heads }) => heads),
    );
    let documents: (Uint8Array<ArrayBuffer> | undefined)[] = [];
    let bytes = 0;
    for (const question of some) {
      const place = allowed.indexOf(question);
      const one = place < 0 ? undefined : read[place];
      const length = one?.length ?? 0;
      if (documents.length > 0 && bytes + length > bytesPerMessage) {
        this.#speaker.say({ type: 'documents', documents });
        documents = [];
        bytes = 0;
      }
      documents.push(one);
      bytes += length;
    }
    this.#speaker.say({ type: 'documents', documents });
  }
}
