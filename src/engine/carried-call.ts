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
      connection.describe(theirs.description);
      for (const candidate of theirs.candidates) connection.add(candidate);
      connection.openWithin(connectWithin);
      return true;
    },
    close,
  };
}

/**
 * Answers such a call: see `RtcPort.answerCode`. When the answer is together the browser begins to knock at the other
 * side, and goes on until that knows the answer, so that firewalls between them let the other in. Not sooner: a browser
 * that has found a way looks for no other places of its own, and the answer would name none.
 */
export function carriedAnswer(
  begin: Begin,
  clock: Clock,
  outcome: RtcOutcome,
  offer: { code: string; whole: RtcWhole },
): RtcAnswer {
  const { connection, whole, close } = gathering(begin, clock, outcome);
  connection.describe(offer.whole.description);
  const code = whole.then((found) => {
    if (found === undefined) return undefined;
    for (const candidate of offer.whole.candidates) connection.add(candidate);
    return writeAnswer(found, offer.code);
  });
  return { code, close };
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
