import { holdConnections } from '../../src/app/serve-rtc.ts';
import { TabRtc } from '../../src/engine/tab-rtc.ts';
import { systemClock } from '../../src/sync/clock.ts';
import type { Link } from '../../src/sync/link.ts';
import type { RtcCall, RtcEvents, RtcOutcome, RtcPort } from '../../src/sync/rtc-port.ts';

/** An engine's port whose connections this page holds. */
export function someRtc(): { rtc: TabRtc; drop: () => void } {
  const rtc = new TabRtc(systemClock);
  let detach: () => void = () => undefined;
  const end = holdConnections((port) => (detach = rtc.attach(port)));
  return {
    rtc,
    drop() {
      end();
      detach();
    },
  };
}

export interface Called {
  caller: RtcCall;
  answerer: RtcCall;
  /** What each side was given. */
  links: Promise<[Link, Link]>;
}

/** Calls from one port to another, with signals that go at once. */
export function callBetween(from: RtcPort, to: RtcPort, ice: readonly string[]): Called {
  const calls: RtcCall[] = [];
  const side = (begin: 'call' | 'answer', port: RtcPort, other: number): Promise<Link> =>
    new Promise((resolve, reject) => {
      const events: RtcEvents = {
        signal: (bytes) => calls[other]!.signal(bytes),
        link: resolve,
        failed: () => reject(new Error(`the ${begin} failed`)),
      };
      calls.push(port[begin](events, ice));
    });
  const links = Promise.all([side('call', from, 1), side('answer', to, 0)]);
  return { caller: calls[0]!, answerer: calls[1]!, links };
}

/** Calls by codes that are carried at once. */
export async function codesBetween(
  from: RtcPort,
  to: RtcPort,
  ice: readonly string[],
): Promise<{ offer: string; answer: string; links: Promise<[Link, Link]> }> {
  const outcome = (): { link: Promise<Link>; outcome: RtcOutcome } => {
    let heard!: RtcOutcome;
    const link = new Promise<Link>((resolve, reject) => {
      heard = { link: resolve, failed: () => reject(new Error('the call by code failed')) };
    });
    return { link, outcome: heard };
  };
  const [mine, theirs] = [outcome(), outcome()];
  const links = Promise.all([mine.link, theirs.link]);
  const offered = from.offerCode(mine.outcome, ice);
  const offer = (await offered.code) ?? '';
  const answer = (await to.answerCode(offer, theirs.outcome, ice)?.code) ?? '';
  if (!offered.accept(answer)) throw new Error('not the answer to this offer');
  return { offer, answer, links };
}
