/**
 * `npm run measure -- history [--changes N] [--remarks N]`: how long it takes to ask for the history of a draft that three
 * people wrote in many changes, and for what is said about it; and for how long meanwhile nothing else is answered.
 */
import { parseArgs } from 'node:util';
import { newRemark } from '../../src/engine/new-remark.ts';
import { handlersOf } from '../../src/engine/handlers.ts';
import type { CallAnswer, CallArgs, CallName } from '../../src/engine/protocol.ts';
import { draftActor } from '../../src/store/draft-document.ts';
import { remarkKey } from '../../src/store/draft-remark.ts';
import { OpenDraft } from '../../src/store/open-draft.ts';
import { quiet, someEngine } from '../engine/some-engine.ts';
import { Random } from '../faults/random.ts';
import { timedCall } from './timed-call.ts';

const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '20000' },
    remarks: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const [changes, remarks] = [Number(values.changes), Number(values.remarks)];
const random = new Random(Number(values.seed));
const { engine } = await someEngine();
const handlers = handlersOf(engine);

async function ask<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>> {
  const handler = handlers[name] as (args: unknown, context: unknown) => unknown;
  return (await handler(args, quiet())) as CallAnswer<N>;
}

await ask('foundOffice', {
  name: '某办公室',
  units: [{ name: '秘书科', kind: 'office' }],
  posts: [],
  me: { name: '周明远', unit: '秘书科' },
  device: '台式机',
});
const articles = Array.from(
  { length: 250 },
  (_, i) => `第${i + 1}条　${'员工应当守时守信，不得无故缺勤。'.repeat(4)}`,
);
const text = `# 行为规范\n\n${articles.join('\n\n')}\n`;
const { draft } = await ask('startDraft', { from: 'nothing', kind: 'code', title: '行为规范', text });
const bytes = await engine.drafts.look(draft, (open) => open.save());

console.error(`writing ${changes} changes`);
let now = Date.now();
const devices = [1, 2, 3].map(
  (device) => new OpenDraft(bytes, draftActor(String(device).padStart(32, '0')), () => now),
);
const everything: Uint8Array[] = [];
for (const open of devices) open.onChanges = (some) => everything.push(...some);
let taken = 0;
for (let written = 0; written < changes;) {
  const open = devices[random.below(3)]!;
  const place = random.below(open.text.length - 40);
  for (let i = 0; i < 25 && written < changes; i++, written++) {
    now += random.chance(0.002) ? 3_600_000 : 4000;
    const isGoing = random.chance(0.3);
    open.edit(open.heads, [{ at: place + i, remove: isGoing ? 1 : 0, insert: isGoing ? '' : '字' }]);
  }
  const some = everything.slice(taken);
  taken = everything.length;
  for (const other of devices) if (other !== open) other.take(some);
}
for (let i = 0; i < remarks; i++) {
  const open = devices[0]!;
  const from = random.below(open.text.length - 10);
  const what = { draft, heads: open.heads, from, to: from + 4, text: '几点？' };
  open.put('remarks', {
    [remarkKey(`r${i}`)]: { ...newRemark(open, what), by: 'm1', at: now, text: '几点？', mentions: [] },
  });
}
await engine.drafts.use(draft, (open) => void open.take(everything));

const history = (): Promise<CallAnswer<'draftHistory'>> => ask('draftHistory', { draft, most: 30 });
const firstState = async (): Promise<string[]> => (await history()).sessions.at(-1)!.heads;
const type = async (): Promise<unknown> => {
  const { heads } = await ask('draftOpen', { draft });
  const splices = [{ at: 10, remove: 0, insert: '字' }];
  return await ask('draftEdit', { draft, name: crypto.randomUUID(), heads, splices });
};
const results = [await timedCall('history', history), await timedCall('historyAgain', history)];
await type();
results.push(await timedCall('historyAfterChange', history));
const old = await firstState();
const session = (await history()).sessions.at(-1)!.id;
await ask('markLooked', { draft, heads: old });
results.push(
  await timedCall('sinceLook', () => ask('sinceLook', { draft })),
  await timedCall('sessionStates', () => ask('sessionStates', { draft, session })),
  await timedCall('compareState', () => ask('compareState', { draft, heads: old })),
  await timedCall('remarks', () => ask('remarks', { draft })),
  await timedCall('remarksAgain', () => ask('remarks', { draft })),
);
await type();
results.push(await timedCall('remarksAfterChange', () => ask('remarkMarks', { draft })));
results.push(await timedCall('restoreState', () => ask('restoreState', { draft, heads: old })));
await engine.close();
console.log(
  JSON.stringify({ changes, remarksMade: remarks, chars: text.length, ...Object.fromEntries(results) }),
);
