import { expect, test, vi } from 'vitest';
import { localDay } from '../../src/rule/local-day.ts';
import { ownDesk, ownFolder } from './own-desk.ts';
import { letIn, patiently, SomeEngine } from './some-engines.ts';

test('a photographed sheet comes to another device that may see names when it looks, and to no other', async () => {
  const folder = ownFolder();
  const desk = await ownDesk(folder.path);
  const liaison = await SomeEngine.open(desk.url);
  const publisher = await SomeEngine.open(desk.url);
  const reader = await SomeEngine.open(desk.url);
  try {
    await liaison.found();
    const me = liaison.engine.office.me()!.member;
    const { id: colleague } = await liaison.ask('saveMember', { name: '吴晓', roles: [] });
    await letIn(liaison, publisher, me);
    await letIn(liaison, reader, colleague);
    await liaison.write('考勤规定');
    await liaison.ask('registerAll', { secrecy: '周明远', on: '2026-03-02' });
    const [issued] = [...liaison.engine.office.ledger.chains.all()].flatMap(({ id, act }) =>
      act.type === 'publish' ? [{ publish: id, edition: act.edition }] : [],
    );
    const { id: circulation } = await liaison.engine.office.keeper.say({
      type: 'circulate',
      editions: [issued!],
      audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
      level: 'read',
      order: 'together',
    });
    const unit = [...liaison.engine.office.roster.units.keys()][0]!;
    const photo = new Uint8Array(600_000).fill(7);
    photo.set([0xff, 0xd8, 0xff]);
    await liaison.ask('relay', {
      circulation,
      unit,
      how: 'meeting',
      on: localDay(Date.now()),
      should: 1,
      attended: 1,
      later: 0,
      photo,
    });
    const sheet = async (one: SomeEngine): Promise<{ hash: string; isHere: boolean } | undefined> =>
      (await one.ask('relays', { circulation })).units[0]?.relays[0]?.photo;
    const found = await vi.waitFor(async () => {
      const there = await sheet(publisher);
      expect(there).toBeDefined();
      return there!;
    }, patiently);
    expect(found.isHere).toBe(false);
    // Asking is what fetches it.
    expect(await publisher.ask('photo', { hash: found.hash })).toEqual({});
    await vi.waitFor(async () => expect((await sheet(publisher))?.isHere).toBe(true), patiently);
    expect((await publisher.ask('photo', { hash: found.hash })).bytes).toEqual(photo);

    await vi.waitFor(
      async () => expect((await reader.ask('relays', { circulation })).units[0]?.relays).toHaveLength(1),
      patiently,
    );
    expect(await sheet(reader)).toBeUndefined();
    // Also a device that asks for it all the same does not get it.
    const want = { file: found.hash, size: 600_000 };
    expect(await reader.engine.behalf.photos.bytes(want)).toBeUndefined();
    await publisher.write('用车规定');
    await vi.waitFor(() => expect(reader.titles()).toEqual(['用车规定', '考勤规定']), patiently);
    expect(await reader.engine.behalf.photos.bytes(want)).toBeUndefined();
  } finally {
    for (const one of [liaison, publisher, reader]) await one.close();
    await desk.close();
    folder.remove();
  }
});
