import { linkAcceptance } from '../adapters/link.ts';
import { callBetween, someRtc } from './some-rtc.ts';

const [here, there] = [someRtc(), someRtc()];

linkAcceptance('WebRTC', { pair: () => callBetween(here.rtc, there.rtc, []).links });
