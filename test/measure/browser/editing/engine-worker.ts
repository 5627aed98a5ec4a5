import * as Automerge from '@automerge/automerge/slim';
import { automergeForBrowser } from '../../../../src/store/automerge-browser.ts';
import { type SomeDoc, someDoc, SomeDraftPort } from '../../../drafting/some-draft-port.ts';
import { Random } from '../../../faults/random.ts';

/** Asks one call of the port, or begins with a text in which so many others type `perSecond` characters each. */
export type ToEngine =
  | { id: number; call: 'open' | 'edit' | 'since' | 'present'; args: never }
  | { begin: string; others: number; perSecond: number };

let port: SomeDraftPort | undefined;
const characters = [...'会议应当有议题参会人员提前准备材料逐项讨论决定事项形成纪要'];

/** Somebody else: a document of their own, whose changes come one by one. */
function typeAlong(actor: string, doc: SomeDoc, perSecond: number, random: Random): void {
  let own = Automerge.clone(doc, { actor });
  let at = random.below(own.text.length);
  setInterval(() => {
    if (random.chance(0.02)) at = random.below(own.text.length);
    own = Automerge.change(own, (text) => {
      Automerge.splice(text, ['text'], at, 0, random.pick(characters));
    });
    at += 1;
    port!.merge(own);
    own = Automerge.merge(own, port!.doc);
    port!.tell({ kind: 'saved' });
  }, 1000 / perSecond);
}

onmessage = async ({ data }: MessageEvent<ToEngine>) => {
  if ('begin' in data) {
    await automergeForBrowser();
    port = new SomeDraftPort(someDoc(data.begin, 'bb'));
    port.savesAtOnce = false;
    port.onWritten = () => port!.tell({ kind: 'saved' });
    port.subscribe((news) => postMessage({ news }));
    for (let other = 0; other < data.others; other++) {
      typeAlong(`cc0${other}`, port.doc, data.perSecond, new Random(other + 1));
    }
    postMessage({ ready: true });
    return;
  }
  try {
    postMessage({ id: data.id, answer: await port![data.call](data.args) });
  } catch (cause) {
    postMessage({ id: data.id, problem: String(cause) });
  }
};
