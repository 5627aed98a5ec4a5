/**
 * `npm run measure -- audit [--repeats N]`: the audit trail over 500 people, 200 circulations and 100,000 acknowledgements.
 *
 * `firstMs` is for beginning the trail and looking through its words for the first time, when they are made; the others are
 * medians of what a reader waits for afterwards: `textMs` for words that are found here and there, `nothingMs` for words
 * that are nowhere, `memberMs` for one person and one month, `pageMs` for the first page with its times, `oneMoreMs` for
 * the same words after one more entry has come in.
 */
import { parseArgs } from 'node:util';
import { AuditTrail } from '../../src/office/registers/audit-trail.ts';
import { ManyAcknowledgements } from './acknowledge/many-acknowledgements.ts';
import { median } from './percentile.ts';

const { values } = parseArgs({ options: { repeats: { type: 'string', default: '11' } } });
const repeats = Math.max(1, Number(values.repeats));
const many = new ManyAcknowledgements();
const zone = 480;
const times = new Map<string, number[]>();

function timed<T>(name: string, run: () => T): T {
  const begun = performance.now();
  const made = run();
  times.set(name, [...(times.get(name) ?? []), performance.now() - begun]);
  return made;
}

const trail = timed('first', () => {
  const made = new AuditTrail(many.ledger);
  made.find({ zone, text: '成员7' }, 'zh');
  return made;
});
let found = 0;
for (let turn = 0; turn < repeats; turn++) {
  found = timed('text', () => trail.find({ zone, text: `成员${turn} 阅知` }, 'zh')).length;
  timed('nothing', () => trail.find({ zone, text: '没有这样的话' }, 'zh'));
  timed('member', () => trail.find({ zone, member: `m${turn}`, from: '2025-10-01', to: '2025-10-31' }, 'zh'));
  timed('page', () =>
    trail
      .find({ zone }, 'zh')
      .slice(0, 50)
      .map((entry) => trail.line(entry, 'zh')),
  );
  many.acknowledge(turn, turn);
  timed('oneMore', () => trail.find({ zone, text: `成员${turn} 阅知` }, 'zh'));
}
if (found === 0) throw new Error('nothing was found');
const of = (name: string): number => Number(median(times.get(name)!).toFixed(2));
console.log(
  JSON.stringify({
    entries: many.entries.length,
    firstMs: of('first'),
    textMs: of('text'),
    nothingMs: of('nothing'),
    memberMs: of('member'),
    pageMs: of('page'),
    oneMoreMs: of('oneMore'),
  }),
);
