import type { Link } from '../sync/link.ts';
import type { RtcAnswer, RtcOffer, RtcPort } from '../sync/rtc-port.ts';
import { EngineProblem } from './engine-problem.ts';

/** Direct lines without a desk: one device gives a code, the other gives one back, and people carry both. */
export class DirectCodes {
  #rtc: RtcPort | undefined;
  #offer: RtcOffer | undefined;
  #answer: RtcAnswer | undefined;

  constructor(rtc: RtcPort | undefined) {
    this.#rtc = rtc;
  }

  /**
   * @param open takes the link, once there is one
   * @throws {EngineProblem} `no-direct` where there is no browser that could
   */
  async offer(open: (link: Link) => void): Promise<{ code: string }> {
    this.#offer?.close();
    this.#offer = this.#port().offerCode({ link: open, failed: () => undefined }, []);
    const code = await this.#offer.code;
    if (code === undefined) throw new EngineProblem('no-direct');
    return { code };
  }

  /** @throws {EngineProblem} `bad-invitation` when it is no answer to what was offered here last */
  accept({ code }: { code: string }): void {
    if (this.#offer?.accept(code) !== true) throw new EngineProblem('bad-invitation');
  }

  /** @throws {EngineProblem} `no-direct`; `bad-invitation` when it is no code of an offer */
  async answer(offer: string, open: (link: Link) => void): Promise<{ code: string }> {
    this.#answer?.close();
    this.#answer = this.#port().answerCode(offer, { link: open, failed: () => undefined }, []);
    if (this.#answer === undefined) throw new EngineProblem('bad-invitation');
    const code = await this.#answer.code;
    if (code === undefined) throw new EngineProblem('no-direct');
    return { code };
  }

  #port(): RtcPort {
    if (this.#rtc?.available !== true) throw new EngineProblem('no-direct');
    return this.#rtc;
  }
}
