import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { highWater, type Link, lowWater, mostLinkMessage } from '../../src/sync/link.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** How the suite gets at the kind of link under test. */
export interface LinkUnderTest {
  /** The two ends of a link that is open. */
  pair(): Promise<[Link, Link]>;
}

/** What one end has heard, and a way to wait for more of it. */
export class HeardLink {
  readonly messages: Bytes[] = [];
  drained = 0;
  ended = 0;
  #changed: (() => void)[] = [];

  constructor(link: Link, onMessage?: (bytes: Bytes) => void) {
    link.listen({
      message: (bytes) => {
        this.messages.push(bytes);
        onMessage?.(bytes);
        this.#tell();
      },
      drained: () => {
        this.drained += 1;
        this.#tell();
      },
      ended: () => {
        this.ended += 1;
        this.#tell();
      },
    });
  }

  /** Waits until it is so; asked whenever something was heard. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => this.#changed.push(resolve));
  }

  #tell(): void {
    for (const resolve of this.#changed.splice(0)) resolve();
  }
}

/** Bytes that are known by their number. */
function numbered(number: number, length: number): Bytes {
  const bytes = new Uint8Array(length).map((_, at) => at * 31 + number);
  if (length >= 4) new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

const areSame = (a: Bytes | undefined, b: Bytes): boolean =>
  a !== undefined && a.length === b.length && a.every((byte, at) => byte === b[at]);

/** What every link must do; run against each kind of them. */
export function linkAcceptance(name: string, under: LinkUnderTest): void {
  describe(`link: ${name}`, () => {
    let a: Link;
    let b: Link;
    let ends: Link[] = [];

    beforeEach(async () => {
      ends = [];
      [a, b] = await under.pair();
      ends = [a, b];
    });

    afterEach(() => {
      for (const end of ends) end.close();
    });

    test('messages of all sizes come whole and in order, both ways', async () => {
      const sizes = [0, 1, 2, 255, 16_384, mostLinkMessage - 1, mostLinkMessage, 0, 4];
      const [there, here] = [new HeardLink(b), new HeardLink(a)];
      for (const [i, size] of sizes.entries()) {
        a.send(numbered(i, size));
        b.send(numbered(100 + i, size));
      }
      await there.until(() => there.messages.length === sizes.length);
      await here.until(() => here.messages.length === sizes.length);
      expect(sizes.map((size, i) => areSame(there.messages[i], numbered(i, size)))).not.toContain(false);
      expect(sizes.map((size, i) => areSame(here.messages[i], numbered(100 + i, size)))).not.toContain(false);
      expect([there.ended, here.ended]).toEqual([0, 0]);
    });

    test('what comes before anybody listens is kept, in order, and what comes then is behind it', async () => {
      const here = new HeardLink(a);
      for (let i = 0; i < 5; i++) a.send(numbered(i, 8));
      // An answer that comes back shows that these are there by now.
      b.send(numbered(9, 8));
      await here.until(() => here.messages.length === 1);
      const there = new HeardLink(b);
      for (let i = 5; i < 10; i++) a.send(numbered(i, 8));
      await there.until(() => there.messages.length === 10);
      expect(there.messages).toEqual(Array.from({ length: 10 }, (_, i) => numbered(i, 8)));
    });

    test('a burst beyond the high water waits, arrives whole, and then the sender hears that it may go on', async () => {
      const size = mostLinkMessage - 7;
      const count = Math.ceil((3 * highWater) / size);
      const [there, here] = [new HeardLink(b), new HeardLink(a)];
      for (let i = 0; i < count; i++) a.send(numbered(i, size));
      const wasFull = a.waiting > lowWater;
      await there.until(() => there.messages.length === count);
      expect(there.messages.findIndex((bytes, i) => !areSame(bytes, numbered(i, size)))).toBe(-1);
      if (wasFull) await here.until(() => here.drained > 0);
      expect(a.waiting).toBeLessThan(lowWater);
    });

    test('a sender that pauses when told brings everything over and keeps little waiting', async () => {
      const size = 50_000;
      const total = Math.ceil((4 * highWater) / size);
      const there = new HeardLink(b);
      let sent = 0;
      let most = 0;
      const fill = (): void => {
        while (sent < total && a.waiting < highWater) {
          a.send(numbered(sent++, size));
          most = Math.max(most, a.waiting);
        }
      };
      a.listen({ message: () => undefined, drained: fill, ended: () => undefined });
      fill();
      await there.until(() => there.messages.length === total);
      expect(there.messages.findIndex((bytes, i) => !areSame(bytes, numbered(i, size)))).toBe(-1);
      expect(most).toBeLessThan(highWater + mostLinkMessage);
    });

    test('both sides may send much at the same time', async () => {
      const count = 40;
      const [there, here] = [new HeardLink(b), new HeardLink(a)];
      for (let i = 0; i < count; i++) {
        a.send(numbered(i, mostLinkMessage));
        b.send(numbered(1000 + i, mostLinkMessage));
      }
      await there.until(() => there.messages.length === count);
      await here.until(() => here.messages.length === count);
      expect(there.messages.every((bytes, i) => areSame(bytes, numbered(i, mostLinkMessage)))).toBe(true);
      expect(here.messages.every((bytes, i) => areSame(bytes, numbered(1000 + i, mostLinkMessage)))).toBe(
        true,
      );
    });

    test('closed on one side it ends once on both, behind what was sent before', async () => {
      const [there, here] = [new HeardLink(b), new HeardLink(a)];
      for (let i = 0; i < 4; i++) a.send(numbered(i, 10_000));
      a.close();
      expect(here.ended).toBe(1);
      await there.until(() => there.ended === 1);
      expect(there.messages).toEqual(Array.from({ length: 4 }, (_, i) => numbered(i, 10_000)));
      a.close();
      b.close();
      expect([there.ended, here.ended]).toEqual([1, 1]);
      expect([a.waiting, b.waiting]).toEqual([0, 0]);
    });

    test('after the end nothing is sent and nothing is heard', async () => {
      const there = new HeardLink(b);
      // What is under way to a side that closed does not reach it.
      const here: HeardLink = new HeardLink(a, () => a.close());
      b.send(numbered(1, 8));
      b.send(numbered(2, 8));
      b.send(numbered(3, mostLinkMessage));
      await there.until(() => there.ended === 1);
      a.send(numbered(4, 8));
      b.send(numbered(5, 8));
      expect([a.waiting, b.waiting]).toEqual([0, 0]);
      // Whatever was still under way would be here before a message of a link that is made now.
      const [c, d] = await under.pair();
      const later = new HeardLink(d);
      c.send(numbered(6, 8));
      await later.until(() => later.messages.length === 1);
      c.close();
      d.close();
      expect(here.messages).toEqual([numbered(1, 8)]);
      expect(there.messages).toEqual([]);
      expect([there.ended, here.ended]).toEqual([1, 1]);
    });

    test('who listens only when it is over hears what came before, and then the end', async () => {
      const here = new HeardLink(a);
      b.send(numbered(1, 8));
      a.send(numbered(2, 8));
      await here.until(() => here.messages.length === 1);
      a.close();
      await under.pair().then(([c, d]) => {
        c.close();
        d.close();
      });
      const there = new HeardLink(b);
      await there.until(() => there.ended === 1);
      expect(there.messages).toEqual([numbered(2, 8)]);
      expect(there.ended).toBe(1);
    });

    test('closed in the middle of listening, nothing more is heard', async () => {
      for (let i = 0; i < 3; i++) a.send(numbered(i, 8));
      const here = new HeardLink(a);
      b.send(numbered(9, 8));
      await here.until(() => here.messages.length === 1);
      const there: HeardLink = new HeardLink(b, () => b.close());
      await there.until(() => there.ended === 1);
      await here.until(() => here.ended === 1);
      expect(there.messages).toEqual([numbered(0, 8)]);
    });
  });
}
