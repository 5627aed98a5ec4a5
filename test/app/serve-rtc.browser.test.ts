import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { holdConnections, serveRtc } from '../../src/app/serve-rtc.ts';
import { TabRtc } from '../../src/engine/tab-rtc.ts';
import { systemClock } from '../../src/sync/clock.ts';
import { type Link, mostLinkMessage } from '../../src/sync/link.ts';
import { mostRtcCode } from '../../src/sync/rtc-code.ts';
import { readSignal, type RtcSignal } from '../../src/sync/rtc-signal.ts';
import { HeardLink, linkAcceptance } from '../adapters/link.ts';
import type { FromEchoing, ToEchoing } from './rtc-worker.ts';
import { callBetween, codesBetween, someRtc } from './some-rtc.ts';

const ice = [inject('stun')];
const [here, there] = [someRtc(), someRtc()];

afterAll(() => {
  here.drop();
  there.drop();
});

linkAcceptance('WebRTC', { pair: () => callBetween(here.rtc, there.rtc, ice).links });

describe('from browser to browser', () => {
  test('a browser knows where it is seen when the desk tells it', async () => {
    const signals: RtcSignal[] = [];
    const seen = await new Promise<RtcSignal>((resolve, reject) => {
      const call = here.rtc.call(
        {
          signal(bytes) {
            const signal = readSignal(bytes)!;
            signals.push(signal);
            if (!('candidate' in signal) || signal.candidate.kind !== 'seen') return;
            resolve(signal);
            call.close();
          },
          link: () => undefined,
          failed: () => reject(new Error('never seen')),
        },
        ice,
      );
    });
    expect('description' in signals[0]!).toBe(true);
    expect(seen).toMatchObject({ candidate: { form: 'ipv4' } });
    const address = 'candidate' in seen ? [...seen.candidate.address].join('.') : '';
    expect(ice[0]).toContain(`:${address}:`);
  });

  test('by codes that people carry', async () => {
    const { offer, answer, links } = await codesBetween(here.rtc, there.rtc, ice);
    expect(offer.length).toBeLessThanOrEqual(mostRtcCode);
    expect(answer.length).toBeLessThanOrEqual(mostRtcCode);
    const [a, b] = await links;
    const heard = new HeardLink(b);
    a.send(Uint8Array.of(1, 2, 3));
    await heard.until(() => heard.messages.length === 1);
    expect(heard.messages).toEqual([Uint8Array.of(1, 2, 3)]);
    a.close();
    await heard.until(() => heard.ended === 1);
  });

  test('addresses that no browser can read fail the call', async () => {
    await new Promise<void>((resolve, reject) => {
      here.rtc.call({ signal: () => undefined, link: () => reject(new Error('linked')), failed: resolve }, [
        'http://192.0.2.1',
      ]);
    });
  });
});

describe('when the tab that holds them goes', () => {
  test('both sides hear the end of their links at once', async () => {
    const mine = someRtc();
    const [a, b] = await callBetween(mine.rtc, there.rtc, ice).links;
    const [own, other] = [new HeardLink(a), new HeardLink(b)];
    mine.drop();
    await other.until(() => other.ended === 1);
    expect(own.ended).toBe(1);
    expect(mine.rtc.available).toBe(false);
  });

  test('also when the page is left', async () => {
    const mine = someRtc();
    const [a, b] = await callBetween(mine.rtc, there.rtc, ice).links;
    const [own, other] = [new HeardLink(a), new HeardLink(b)];
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await other.until(() => other.ended === 1);
    await own.until(() => own.ended === 1);
    mine.drop();
  });

  test('the next one takes over, and calls can be made again', async () => {
    const rtc = new TabRtc(systemClock);
    const heard: boolean[] = [];
    let changed: () => void = () => undefined;
    rtc.onAvailable(() => {
      heard.push(rtc.available);
      changed();
    });
    const next = (): Promise<void> => new Promise((resolve) => (changed = resolve));
    /** A tab, as the engine sees it: it learns of the end by itself. */
    const tab = (): (() => void) => {
      let detach: () => void = () => undefined;
      const stop = serveRtc('guiju:leading', (port) => (detach = rtc.attach(port)));
      return () => {
        detach();
        stop();
      };
    };
    let came = next();
    const first = tab();
    await came;
    // While one leads, nobody else does, however many there are.
    const [second, third] = [tab(), tab()];
    const { held, pending } = await navigator.locks.query();
    const of = (locks: LockInfo[] | undefined): number =>
      locks!.filter(({ name }) => name === 'guiju:leading:rtc').length;
    expect([of(held), of(pending), heard]).toEqual([1, 2, [true]]);
    // One that goes before its turn comes leaves no place behind.
    second();
    const [a] = await callBetween(rtc, there.rtc, ice).links;
    const own = new HeardLink(a);
    first();
    expect([own.ended, heard]).toEqual([1, [true, false]]);
    came = next();
    await came;
    expect(heard).toEqual([true, false, true]);
    const [again] = await callBetween(rtc, there.rtc, ice).links;
    again.close();
    third();
    expect(rtc.available).toBe(false);
  });
});

describe('an engine in a real worker', () => {
  const ends: (() => void)[] = [];
  afterEach(() => ends.splice(0).forEach((end) => end()));

  function sharedLine(): MessagePort {
    return new SharedWorker(new URL('./rtc-worker.ts', import.meta.url), { type: 'module' }).port;
  }
  function dedicatedLine(): Worker {
    const worker = new Worker(new URL('./rtc-worker.ts', import.meta.url), { type: 'module' });
    ends.push(() => worker.terminate());
    return worker;
  }

  test.each([
    ['shared by all tabs', sharedLine],
    ['of one tab', dedicatedLine],
  ])('%s speaks through its tab', async (_, begin) => {
    const line = begin();
    const say = (message: ToEchoing, transfer: Transferable[] = []): void =>
      line.postMessage(message, transfer);
    const link = await new Promise<Link>((resolve, reject) => {
      let call: ReturnType<TabRtc['call']> | undefined;
      (line as Worker).addEventListener('message', ({ data }: MessageEvent<FromEchoing>) => {
        if ('signal' in data) return call!.signal(data.signal);
        const signal = (bytes: Uint8Array<ArrayBuffer>): void => say({ signal: bytes });
        call = there.rtc.call({ signal, link: resolve, failed: () => reject(new Error('failed')) }, ice);
      });
      if ('start' in line) line.start();
      ends.push(holdConnections((port) => say({ rtc: port }, [port])));
    });
    const heard = new HeardLink(link);
    for (let i = 0; i < 20; i++) link.send(new Uint8Array(mostLinkMessage).fill(i));
    await heard.until(() => heard.messages.length === 20);
    expect(heard.messages.map((bytes) => [bytes.length, bytes[0], bytes.at(-1)])).toEqual(
      Array.from({ length: 20 }, (_, i) => [mostLinkMessage, i, i]),
    );
    link.close();
  });
});
