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

interface Answer {
  space: Space;
  bytes: Uint8Array<ArrayBuffer> | undefined;
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
      let reading = this.#read();
      while (reading !== undefined && (await this.#speaker.room())) {
        const portion = await reading;
        // The disk works on the next ones while these go out.
        reading = this.#read();
        this.#answer(portion);
      }
    } catch {
      this.#speaker.end('storage');
    } finally {
      this.#isRunning = false;
    }
  }

  /** The next documents with what is asked of each; undefined when nothing is asked for. */
  #read(): Promise<Answer[]> | undefined {
    const some = this.#queue.splice(0, portion);
    if (some.length === 0) return undefined;
    const reading = this.#readAll(some);
    // Heard of when it is its turn, or never, when the line has ended.
    reading.catch(() => undefined);
    return reading;
  }

  async #readAll(some: readonly Question[]): Promise<Answer[]> {
    // What the other side may not have is not to be had, which is all that it learns.
    const allowed = some.filter(({ key }) => this.#mayHave(key.space));
    const read = await this.#replica.read(
      allowed.map(({ key }) => key),
      allowed.map(({ heads }) => heads),
    );
    const found = new Map(allowed.map((question, i) => [question, read[i]]));
    return some.map((question) => ({ space: question.key.space, bytes: found.get(question) }));
  }

  #answer(some: readonly Answer[]): void {
    let documents: (Uint8Array<ArrayBuffer> | undefined)[] = [];
    let bytes = 0;
    for (const { space, bytes: found } of some) {
      // A right may have ended since it was read.
      const one = this.#mayHave(space) ? found : undefined;
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
