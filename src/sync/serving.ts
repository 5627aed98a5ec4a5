import type { DocumentKey, DocumentKind } from '../store/manifest-row.ts';
import type { Speaker } from './ledger-exchange.ts';
import type { Replica } from './replica.ts';
import type { Space } from './spaces.ts';

/** Questions that wait for an answer at most. */
const mostQueued = 4096;
/**
 * Documents that are read from the disk at a time: first the least, then more as long as they are small. How large they are
 * is only known once they are here.
 */
const leastRead = 8;
const mostRead = 32;
/** Bytes that they should have together at most. */
const bytesRead = 4 * 1024 * 1024;
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
  /** So many are read next, of the same kind as those before. */
  #reads = leastRead;
  #kind: DocumentKind = 'rule';

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
      while (reading !== undefined) {
        const answers = await reading;
        this.#learn(answers);
        // The disk works on the next ones while these go out.
        reading = this.#read();
        if (!(await this.#answer(answers))) return;
        // What was asked for meanwhile.
        reading ??= this.#read();
      }
    } catch {
      this.#speaker.end('storage');
    } finally {
      this.#isRunning = false;
    }
  }

  /** The next documents with what is asked of each; undefined when nothing is asked for. */
  #read(): Promise<Answer[]> | undefined {
    const [first] = this.#queue;
    if (first === undefined) return undefined;
    if (first.key.kind !== this.#kind) this.#reads = leastRead;
    this.#kind = first.key.kind;
    let count = 1;
    while (count < this.#reads && this.#queue[count]?.key.kind === this.#kind) count += 1;
    const some = this.#queue.splice(0, count);
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

  /** Large ones are read one by one, and small ones more and more at a time. */
  #learn(answers: readonly Answer[]): void {
    const bytes = answers.reduce((sum, one) => sum + (one.bytes?.length ?? 0), 0);
    const fitting = Math.floor((bytesRead * answers.length) / Math.max(bytes, 1));
    this.#reads = Math.max(1, Math.min(2 * this.#reads, mostRead, fitting));
  }

  /** @returns false when the line has ended */
  async #answer(answers: readonly Answer[]): Promise<boolean> {
    for (const some of inMessages(answers)) {
      if (!(await this.#speaker.room())) return false;
      // A right may have ended since it was read.
      const documents = some.map(({ space, bytes }) => (this.#mayHave(space) ? bytes : undefined));
      this.#speaker.say({ type: 'documents', documents });
    }
    return true;
  }
}

function* inMessages(answers: readonly Answer[]): Generator<Answer[]> {
  let some: Answer[] = [];
  let bytes = 0;
  for (const one of answers) {
    const length = one.bytes?.length ?? 0;
    if (some.length > 0 && bytes + length > bytesPerMessage) {
      yield some;
      some = [];
      bytes = 0;
    }
    some.push(one);
    bytes += length;
  }
  yield some;
}
