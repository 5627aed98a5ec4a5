import type { AnswerReview } from '../../src/engine/package-protocol.ts';
import type { PublishAct } from '../../src/ledger/entry.ts';
import { someEngine, type SomeEngine } from './some-engine.ts';

const lamps = (second: string): string => `# 灯光管理规定

第一条 为了节约用电，制定本规定。

第二条 ${second}

第三条 走廊的灯按照下表管理：

| 地点 | 盏数 |
|---|---|
| 东侧走廊 | 4 |
`;

export interface SomePackage extends SomeEngine {
  /** The page of a package for these people. */
  html(...names: string[]): Promise<string>;
  take(text: string): Promise<AnswerReview[]>;
  /** Who has read all of it, by name. */
  readers(): string[];
  close(): Promise<void>;
}

/** An office that asks its people to study a revised text. */
export async function somePackage(): Promise<SomePackage> {
  const made = await someEngine();
  const { engine, bring } = made;
  const { office } = engine;
  await office.found({
    name: '临江县行政服务中心',
    units: [{ name: '城东支部', kind: 'branch' }],
    posts: [],
    me: { name: '周明' },
    device: '办公室的电脑',
  });
  const [unit] = [...office.roster.units.keys()];
  const ids = new Map<string, string>();
  for (const name of ['吴晓', '李青'])
    ids.set(name, (await office.saveMember({ name, unit: unit!, roles: [] })).id);
  await bring({
    '灯光管理规定(2026-03-02).md': lamps('下班应当关灯。'),
    '灯光管理规定(2026-05-06).md': lamps('下班应当关灯，并锁门。'),
  });
  const [row] = engine.shelf('2026-06-01');
  const { timeline } = await engine.read({ rule: row!.id, on: '2026-06-01' });
  let last: { id: string; edition: string } | undefined;
  for (const { edition } of timeline) {
    const act: PublishAct = {
      type: 'publish',
      rule: row!.id,
      edition,
      title: '灯光管理规定',
      kind: 'rule',
      change: last === undefined ? 'first' : 'revision',
      ...(last !== undefined && { revises: last.edition }),
      after: last === undefined ? [] : [last.id],
      repeals: [],
      secrecy: '周明',
    };
    last = { id: (await office.keeper.say(act)).id, edition };
  }
  const { edition } = last!;
  const { id: circulation } = await office.keeper.say({
    type: 'circulate',
    editions: [{ publish: last!.id, edition }],
    audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
    level: 'studied',
    order: 'together',
    due: '2026-06-12',
    note: '请各支部组织学习。',
    questions: [{ text: '下班应当做什么？', choices: ['关灯', '锁门', '开窗'], right: [0, 1] }],
    pass: 1,
  });
  return {
    ...made,
    html: async (...names) => {
      const { bytes } = await engine.packages.make({
        circulation,
        members: names.map((name) => ids.get(name)!),
        statements: { [edition]: '我已学习《灯光管理规定》（2026-05-06 版）全文，知悉其内容。' },
      });
      return new TextDecoder().decode(bytes);
    },
    take: (text) =>
      engine.packages.answers.take({ bytes: new TextEncoder().encode(text), reason: '离线签阅包' }),
    readers: () => {
      const { read } = engine.behalf.record(circulation);
      return [...ids].filter(([, id]) => read.get(id)?.has(edition)).map(([name]) => name);
    },
    close: () => engine.close(),
  };
}
