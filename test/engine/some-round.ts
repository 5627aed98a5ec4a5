import type { CarriedReview, RoundView } from '../../src/engine/opinions-protocol.ts';
import type { OpinionsData } from '../../src/exchange/opinions/opinions-data.ts';
import { someEngine, type SomeEngine } from './some-engine.ts';

const on = '2026-12-01';

export interface SomeRound extends SomeEngine {
  consultation: string;
  /** The page of a file for those names, its name, and what stands in it. */
  make(...names: string[]): Promise<{ name: string; html: string; data: OpinionsData }>;
  read(text: string, take?: boolean): Promise<CarriedReview[]>;
  view(): Promise<RoundView>;
}

/** An office that asks for opinions on a draft. */
export async function someRound(): Promise<SomeRound> {
  const made = await someEngine();
  const { engine } = made;
  await engine.office.found({
    name: '某办公室',
    units: [],
    posts: [],
    me: { name: '周明远' },
    device: '台式机',
  });
  await engine.office.keeper.announce();
  const { draft } = await engine.drafts.start({
    from: 'nothing',
    kind: 'code',
    title: '行为规范',
    text: '# 行为规范\n\n第一条　守时。\n\n第二条　</script>轻声。\n\n| 地点 | 要求 |\n|---|---|\n| 走廊 | 慢行 |\n',
  });
  const { packages } = engine.consultation;
  const begun = await engine.consultation.begin({
    draft,
    audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
    closes: '2099-12-20',
    anonymous: false,
    note: '说明',
    questions: ['可行吗？'],
    on,
  });
  const what = { consultation: begun.consultation, on };
  return {
    ...made,
    consultation: begun.consultation,
    async make(...names) {
      const { name, bytes } = await packages.make({ ...what, names });
      const html = new TextDecoder().decode(bytes);
      const json = /<script type="application\/json" id="package">(.*?)<\/script>/.exec(html)![1]!;
      return { name, html, data: JSON.parse(json) as OpinionsData };
    },
    read: (text, take = false) => packages.read({ ...what, bytes: new TextEncoder().encode(text), take }),
    view: () => engine.consultation.view(what),
  };
}
