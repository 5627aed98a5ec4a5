import type { Link } from '../sync/link.ts';
import { rtcCodeKind, sameRtcCode } from '../sync/rtc-code.ts';
import type { RtcAnswer, RtcOffer, RtcPort } from '../sync/rtc-port.ts';
import { EngineProblem } from './engine-problem.ts';

/** Direct lines without a desk: one device gives a code, the other gives one back, and people carry both. */
export class DirectCodes {
  #rtc: RtcPort | undefined;
  #offer: { call: RtcOffer; opened: Promise<boolean>; code?: string } | undefined;
  #answer: RtcAnswer | undefined;

  constructor(rtc: RtcPort | undefined) {
    this.#rtc = rtc;
  }

  /**
   * @param open takes the link, once there is one
   * @throws {EngineProblem} `no-direct` where there is no browser that could
   */
  async offer(open: (link: Link) => void): Promise<{ code: string }> {
    this.#offer?.call.close();
    const port = this.#port();
    let call!: RtcOffer;
    const opened = new Promise<boolean>((resolve) => {
      const link = (opened: Link): void => {
        open(opened);
        resolve(true);
      };
      call = port.offerCode({ link, failed: () => resolve(false) }, []);
    });
    this.#offer = { call, opened };
    const code = await call.code;
    if (code === undefined) throw new EngineProblem('no-direct');
    if (this.#offer?.call === call) this.#offer.code = code;
    return { code };
  }

  /**
   * @returns when the line is open
   * @throws {EngineProblem} `offer-code`, `other-reply` or `bad-invitation` when it is no answer to what was offered here
   *   last, `no-direct` when none came about
   */
  async accept({ code }: { code: string }): Promise<void> {
    const offer = this.#offer;
    if (offer?.call.accept(code) !== true) {
      const kind = rtcCodeKind(code);
      if (kind === undefined) throw new EngineProblem('bad-invitation');
      throw new EngineProblem(kind === 'offer' ? 'offer-code' : 'other-reply');
    }
    if (!(await offer.opened)) throw new EngineProblem('no-direct');
  }

  /**
   * @param open takes the link; gets none when none came about
   * @throws {EngineProblem} `no-direct`; `own-code`, `reply-code` or `bad-invitation` when it is no code of an offer of
   *   another device
   */
  async answer(offer: string, open: (link: Link | undefined) => void): Promise<{ code: string }> {
    if (sameRtcCode(offer, this.#offer?.code ?? '')) throw new EngineProblem('own-code');
    this.#answer?.close();
    this.#answer = this.#port().answerCode(offer, { link: open, failed: () => open(undefined) }, []);
    if (this.#answer === undefined)
      throw new EngineProblem(rtcCodeKind(offer) === 'answer' ? 'reply-code' : 'bad-invitation');
    const code = await this.#answer.code;
    if (code === undefined) throw new EngineProblem('no-direct');
    return { code };
  }

  #port(): RtcPort {
    if (this.#rtc?.available !== true) throw new EngineProblem('no-direct');
    return this.#rtc;
  }
}
