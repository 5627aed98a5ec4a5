import type { Ending } from '../ending.ts';

/** No channel came about. `stranger` also where the other side hung up without a word after hearing who we are. */
export class ChannelRefused extends Error {
  override name = 'ChannelRefused';
  readonly why: Ending;

  constructor(why: Ending) {
    super(why);
    this.why = why;
  }
}
