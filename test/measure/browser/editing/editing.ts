import { automergeForBrowser } from '../../../../src/store/automerge-browser.ts';
import { compositionCases } from '../../../editing/composition-cases.ts';
import { ownBench } from '../../../editing/own-bench.ts';
import { type CaseOutcome, runComposition, type SendToBrowser } from '../../../editing/run-composition.ts';
import { openForKeys } from './keys.ts';
import { peerBench } from './peer-bench.ts';
import { replayInOwn, replayInPeer, type Replay } from './replay.ts';

/** What the measure may ask of the page, which has it as `editing`. */
export interface EditingOnPage {
  cases: number;
  compose(who: 'own' | 'peer', index: number): Promise<CaseOutcome & { changes: number }>;
  openForKeys: typeof openForKeys;
  replay(who: 'own' | 'peer', seed: number, edits: number): Promise<Replay>;
}

/** The browser's own input methods; given to the page by the measure. */
declare const sendToBrowser: SendToBrowser;

await automergeForBrowser();
const editing: EditingOnPage = {
  cases: compositionCases.length,
  async compose(who, index) {
    const one = compositionCases[index]!;
    const outcome = await runComposition(one, who === 'own' ? ownBench : peerBench, sendToBrowser);
    return { ...outcome, changes: one.changes };
  },
  openForKeys,
  replay: (who, seed, edits) => (who === 'own' ? replayInOwn : replayInPeer)(seed, edits),
};
Object.assign(globalThis, { editing });
document.title = 'ready';
