import type { CirculateAct } from '../../src/ledger/circulation-acts.ts';
import { SomeEngine } from '../desk/some-engines.ts';

export interface SomeCirculation {
  one: SomeEngine;
  /** Ids of members and of units, by name. */
  ids: Map<string, string>;
  circulation: string;
  editions: string[];
}

/** An office of two units, and a circulation of two texts to everybody but 郑海. */
export async function someCirculation(more: Partial<CirculateAct> = {}): Promise<SomeCirculation> {
  const one = await SomeEngine.open();
  await one.found();
  await one.ask('saveUnit', { name: '城东支部', kind: 'branch', closed: false });
  const ids = new Map(
    [...one.engine.office.roster.units.values()].map(({ id, name }): [string, string] => [name, id]),
  );
  for (const [name, unit] of [
    ['吴晓', '城东支部'],
    ['李青', '城东支部'],
    ['郑海', '秘书科'],
  ] as const) {
    const { id } = await one.ask('saveMember', { name, unit: ids.get(unit)!, roles: [] });
    ids.set(name, id);
  }
  ids.set('周明远', one.engine.office.me()!.member);
  await one.write('考勤规定');
  await one.write('用车规定');
  await one.ask('registerAll', { secrecy: '周明远', on: '2026-03-02' });
  const issued = [...one.engine.office.ledger.chains.all()].flatMap(({ id, act }) =>
    act.type === 'publish' ? [{ publish: id, edition: act.edition }] : [],
  );
  const { id: circulation } = await one.engine.office.keeper.say({
    type: 'circulate',
    editions: issued,
    audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [ids.get('郑海')!] },
    level: 'read',
    order: 'together',
    ...more,
  });
  return { one, ids, circulation, editions: issued.map(({ edition }) => edition) };
}
