import type { SavedFile } from '../../src/engine/office-protocol.ts';
import { someEngine, type SomeEngine } from './some-engine.ts';

/** A text with everything that a proof has to draw. */
export const lampRule = `# 灯光管理规定

2026年3月2日 办公会议通过
<!-- INFO END -->

## 第一章　总则

第一条 为了节约用电，制定本规定。

第二条 下班时应当：

（一）关灯；

（二）锁门：

1.先关窗；

2.后锁门。

## 第二章　附则

第三条 **走廊的灯**按照下表管理：

| 地点 | 盏数 |
|---|---|
| 东侧走廊 | 4 |
| 西侧走廊 | 2 |

第四条 本规定自2026年4月1日起施行。
`;

/** An engine with an office, a text that it issued, and a way to take its proof. */
export async function someOffice(
  texts: Record<string, string> = { '灯光管理规定(2026-03-02).md': lampRule },
): Promise<SomeEngine & { issue(title: string): Promise<Issued> }> {
  const made = await someEngine();
  const { engine, bring } = made;
  await engine.office.found({
    name: '临江县行政服务中心',
    units: [{ name: '办公室', kind: 'office' }],
    posts: ['主任'],
    me: { name: '周明', unit: '办公室', post: '主任' },
    device: '办公室的电脑',
  });
  await bring(texts);
  return {
    ...made,
    issue: async (title) => {
      const row = engine.shelf('2026-05-01').find((one) => one.title === title)!;
      const view = await engine.publisher.prepare({ rule: row.id, edition: row.edition, on: '2026-05-01' });
      const issued = await engine.publisher.publish({
        rule: row.id,
        edition: row.edition,
        meta: { ...view.meta, docNo: '临政服〔2026〕7号', issuer: '临江县行政服务中心' },
        change: 'first',
        mapping: [],
        repeals: [],
        secrecy: '周明',
      });
      const what = { rule: row.id, edition: issued.edition };
      return { ...what, proof: () => engine.proof(what) };
    },
  };
}

export interface Issued {
  rule: string;
  edition: string;
  proof(): Promise<SavedFile>;
}
