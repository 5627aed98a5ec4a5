import type { Engine } from '../../src/engine/engine.ts';
import { handlersOf } from '../../src/engine/handlers.ts';
import type { CallAnswer, CallArgs, CallName } from '../../src/engine/protocol.ts';
import { articleMapping } from '../../src/rule/article-mapping.ts';
import { quiet, someEngine, someText, type SomeEngine } from './some-engine.ts';

export const day = '2026-06-01';

export const lights = someText(
  '灯光管理办法',
  '为了节约用电，制定本办法。',
  '下班应当关灯。',
  '违反第二条的，由行政科提醒。',
  '本办法由行政科负责解释。',
);

export interface Drafting extends SomeEngine {
  ask<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>>;
  rule: string;
  /** Hash of the issued edition. */
  edition: string;
  draft: string;
  /** Puts other words in the place of some. */
  write(find: string, put: string): Promise<void>;
  /** Sends the draft on through these stages. */
  go(...stages: CallArgs<'moveDraft'>['to'][]): Promise<void>;
}

export function asking(engine: Engine): Drafting['ask'] {
  const handlers = handlersOf(engine);
  return async (name, args) =>
    (await (handlers[name] as (args: unknown, context: unknown) => unknown)(args, quiet())) as never;
}

/**
 * An office with an issued rule, whose founder does everything, and a draft that revises it.
 *
 * @param text of the rule, with its title 灯光管理办法
 */
export async function someDraft(text: string = lights): Promise<Drafting> {
  const some = await someEngine();
  const ask = asking(some.engine);
  await some.engine.office.found({
    name: '某办公室',
    units: [],
    posts: [],
    me: { name: '王芳' },
    device: '台式机',
  });
  const { entries } = await some.bring({ '灯光管理办法(2024-02-01).md': text });
  const [{ rule, edition: came }] = [...entries.values()] as unknown as [{ rule: string; edition: string }];
  const { meta } = await ask('preparePublish', { rule, edition: came, on: day });
  const { edition } = await ask('publish', {
    rule,
    edition: came,
    meta: { ...meta, effectiveOn: '2024-03-01' },
    change: 'first',
    mapping: [],
    repeals: [],
    secrecy: '许静',
  });
  const { draft } = await ask('startDraft', { from: 'edition', rule, edition });
  const write: Drafting['write'] = async (find, put) => {
    const { text, heads } = await ask('draftOpen', { draft });
    const at = text.indexOf(find);
    if (at < 0) throw new Error(`no ${find} in ${text}`);
    await ask('draftEdit', {
      draft,
      name: crypto.randomUUID(),
      heads,
      splices: [{ at, remove: find.length, insert: put }],
    });
  };
  const go: Drafting['go'] = async (...stages) => {
    for (const to of stages) await ask('moveDraft', { draft, to, note: '', on: day });
  };
  return { ...some, ask, rule, edition, draft, write, go };
}

/** Publishes a draft as its page would when nothing is corrected. */
export async function publishDraft(
  { ask, draft }: Pick<Drafting, 'ask' | 'draft'>,
  change: Partial<CallArgs<'publishDraft'>> = {},
): Promise<{ rule: string; edition: string }> {
  const view = await ask('preparePublishDraft', { draft, on: day });
  const { revises } = view;
  return await ask('publishDraft', {
    draft,
    on: day,
    rule: view.rule,
    edition: view.edition,
    meta: { ...view.meta, effectiveOn: day },
    change: revises === undefined ? 'first' : 'revision',
    ...(revises !== undefined && { revises: revises.edition }),
    mapping: revises === undefined ? [] : articleMapping(revises.comparison),
    repeals: [],
    secrecy: '许静',
    ...change,
  });
}
