import type { Clock } from '../sync/clock.ts';
import type { RtcCandidate } from '../sync/rtc-candidate.ts';
import { readAnswer, type RtcWhole, writeAnswer, writeOffer } from '../sync/rtc-code.ts';
import type { RtcDescription } from '../sync/rtc-description.ts';
import type { RtcAnswer, RtcOffer, RtcOutcome } from '../sync/rtc-port.ts';
import { connectWithin, type TabConnection, type TabConnectionEvents } from './tab-connection.ts';

type Begin = (events: TabConnectionEvents) => TabConnection;

/** In milliseconds: how long people may take, and how long a browser may look for where it can be reached. */
const carryWithin = 10 * 60_000;
const gatherWithin = 3_000;

/** Calls by a code: see `RtcPort.offerCode`. */
export function carriedOffer(begin: Begin, clock: Clock, outcome: RtcOutcome): RtcOffer {
  const { connection, whole, close } = gathering(begin, clock, outcome);
  let offer: string | undefined;
  const code = whole.then((found) => (offer = found && writeOffer(found)));
  return {
    code,
    accept(answer) {
      const theirs = offer === undefined ? undefined : readAnswer(answer, offer);
      if (theirs === undefined || connection.isOver) return false;
      take(connection, theirs);
      connection.openWithin(connectWithin);
      return true;
    },
    close,
  };
}

/**
 * Answers such a call: see `RtcPort.answerCode`. The browser knocks at the other side from now on, so that firewalls between
 * them let the other in. It gives up by itself after some time, Chromium after 222 seconds: who needs longer to carry the
 * answer back makes another one. Without its knocking it would wait longer, but behind a firewall for nothing.
 */
export function carriedAnswer(
  begin: Begin,
  clock: Clock,
  outcome: RtcOutcome,
  offer: { code: string; whole: RtcWhole },
): RtcAnswer {
  const { connection, whole, close } = gathering(begin, clock, outcome);
  take(connection, offer.whole);
  return { code: whole.then((found) => found && writeAnswer(found, offer.code)), close };
}

function take(connection: TabConnection, { description, candidates }: RtcWhole): void {
  connection.describe(description);
  for (const candidate of candidates) connection.add(candidate);
}

/** A connection, and all that this side says of itself, once it is together. */
function gathering(
  begin: Begin,
  clock: Clock,
  outcome: RtcOutcome,
): { connection: TabConnection; whole: Promise<RtcWhole | undefined>; close: () => void } {
  let description: RtcDescription | undefined;
  const candidates: RtcCandidate[] = [];
  let done!: (whole: RtcWhole | undefined) => void;
  const whole = new Promise<RtcWhole | undefined>((resolve) => (done = resolve));
  const gathered = (): void => {
    callOff();
    // Without a place to be reached at, nobody could ever come.
    if (description === undefined || candidates.length === 0) connection.fail();
    else done({ description, candidates });
  };
  const callOff = clock.after(gatherWithin, gathered);
  const stop = (): void => {
    callOff();
    done(undefined);
  };
  const connection = begin({
    description: (own) => (description = own),
    candidate: (candidate) => candidates.push(candidate),
    gathered,
    link: (link) => outcome.link(link),
    failed() {
      stop();
      outcome.failed();
    },
  });
  connection.openWithin(carryWithin);
  return {
    connection,
    whole,
    close() {
      stop();
      connection.close();
    },
  };
}
