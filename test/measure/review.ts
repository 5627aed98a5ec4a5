/**
 * `npm run measure -- review [--shape NAME] [--chars N]`: how long the pages of a long draft take that revises a long edition, in
 * texts of many shapes: its review and its 修改对照表 as a file, its way, what the checks find, and what publishing looks at.
 */
import { parseArgs } from 'node:util';
import { day, someDraft } from '../engine/some-drafting.ts';
import { longTexts } from './review/long-texts.ts';
import { type Taken, timedCall } from './timed-call.ts';

const { values } = parseArgs({
  options: { shape: { type: 'string' }, chars: { type: 'string', default: '195000' } },
});
const chars = Number(values.chars);
const words = { title: '对照表', before: '原条文', after: '修改后', reason: '理由', against: '' };
const results: Record<string, Record<string, Taken>> = {};

for (const [shape, make] of Object.entries(longTexts)) {
  if (values.shape !== undefined && values.shape !== shape) continue;
  const { before, after } = make(chars);
  const { ask, engine, draft } = await someDraft(`# 灯光管理办法\n\n${before}\n`);
  const { text, heads } = await ask('draftOpen', { draft });
  const now = `# 灯光管理办法\n\n${after}\n`;
  await ask('draftEdit', {
    draft,
    name: 'all of it',
    heads,
    splices: [{ at: 0, remove: text.length, insert: now }],
  });
  const calls = {
    review: () => ask('draftReview', { draft, on: day }),
    reviewAll: () => ask('draftReview', { draft, on: day, all: true }),
    workflow: () => ask('workflow', { draft, on: day }),
    tableXlsx: () => ask('draftTableFile', { draft, on: day, as: 'xlsx', words }),
    tableHtml: () => ask('draftTableFile', { draft, on: day, as: 'html', words }),
    list: () => ask('drafts', undefined),
    check: () => ask('checkDraft', { draft, text: now, on: day }),
  };
  results[shape] = {};
  for (const [name, call] of Object.entries(calls)) {
    const [, taken] = await timedCall(name, call);
    console.error(shape, name, JSON.stringify(taken));
    results[shape][name] = taken;
  }
  await engine.close();
}
console.log(JSON.stringify({ chars, ...results }));
