import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { deviceCode } from '../../src/engine/device-code.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { StorageFull } from '../../src/store/storage.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { SomeDevice, someKeys } from '../ledger/some-office.ts';
import { everything, quiet, someEngine, type SomeEngine } from './some-engine.ts';

const founding = {
  name: '某办公室',
  units: [
    { name: '综合科', kind: 'office' as const },
    { name: '综合科支部', kind: 'branch' as const },
  ],
  posts: ['科长'],
  me: { name: '王芳', unit: '综合科', post: '科长' },
  device: '台式机',
};

async function founded(storage = new MemoryStorage()): Promise<SomeEngine> {
  const some = await someEngine(storage);
  await some.engine.office.found(founding);
  return some;
}

const csv = (text: string) => ({ name: 'people.csv', bytes: new TextEncoder().encode(text) });

describe('an office', () => {
  test('is founded by whoever sits here, who becomes its admin and publisher', async () => {
    const { engine } = await founded();
    const view = await engine.officeView();
    expect(view.office).toMatchObject({ name: '某办公室', threshold: 1, epoch: 0 });
    expect(view.me).toMatchObject({ name: '王芳', roles: ['admin', 'publisher', 'member'] });
    expect(view.units.map(({ name, kind }) => [name, kind])).toEqual([
      ['综合科', 'office'],
      ['综合科支部', 'branch'],
    ]);
    expect(view.members[0]!.devices).toMatchObject([{ name: '台式机', here: true, revoked: false }]);
    expect(view.recovery).toBe(false);
    await expect(engine.office.found(founding)).rejects.toMatchObject({ code: 'office-exists' });
  });

  test('is there again after a start, and nothing is verified again', async () => {
    const storage = new MemoryStorage();
    const first = await founded(storage);
    await first.engine.office.saveMember({ name: '李强', roles: ['editor'] });
    const before = await first.engine.officeView();
    const verify = crypto.subtle.verify.bind(crypto.subtle);
    let verified = 0;
    crypto.subtle.verify = (...args: Parameters<typeof verify>) => {
      verified += 1;
      return verify(...args);
    };
    try {
      const { engine } = await someEngine(storage);
      expect(await engine.officeView()).toEqual(before);
      expect(verified).toBe(0);
      // The keys are there too, and the chain goes on where it ended.
      await engine.office.saveUnit({ name: '新科', kind: 'office', closed: false });
      expect((await engine.officeView()).units).toHaveLength(3);
    } finally {
      crypto.subtle.verify = verify;
    }
  });

  test('a change that did not reach the disk is not shown, and the next one goes on from what is there', async () => {
    const { engine, storage } = await founded();
    storage.failNextWrites(new StorageFull('full'));
    await expect(engine.office.saveMember({ name: '李强', roles: [] })).rejects.toBeInstanceOf(StorageFull);
    expect((await engine.officeView()).members).toHaveLength(1);
    await engine.office.saveMember({ name: '李强', roles: [] });
    expect((await engine.officeView()).members.map(({ name }) => name)).toEqual(['王芳', '李强']);
  });

  test('cannot be changed by a device that is in no roster, nor by a member without the role', async () => {
    const storage = new MemoryStorage();
    const { engine } = await someEngine(storage);
    await expect(engine.office.saveMember({ name: '甲', roles: [] })).rejects.toMatchObject({
      code: 'no-office',
    });
    await engine.office.found(founding);
    const { me } = await engine.officeView();
    const { id } = await engine.office.saveMember({ name: '李强', roles: ['admin'] });
    // An admin without a device could sign nothing.
    const last = { id: me!.member, name: '王芳', roles: [] };
    await expect(engine.office.saveMember(last)).rejects.toMatchObject({ code: 'too-few-admins' });
    await engine.office.addDevice({ member: id, code: deviceCode((await someKeys(1)).key), name: '笔记本' });
    await engine.office.saveMember(last);
    await expect(engine.office.saveMember({ name: '乙', roles: [] })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('asks for as many signatures as it was told, and for no more than there are admins', async () => {
    const { engine } = await founded();
    await expect(engine.office.setThreshold({ threshold: 2 })).rejects.toMatchObject({
      code: 'too-few-admins',
    });
    const { id } = await engine.office.saveMember({ name: '李强', roles: ['admin'] });
    await expect(engine.office.setThreshold({ threshold: 2 })).rejects.toMatchObject({
      code: 'too-few-admins',
    });
    await engine.office.addDevice({ member: id, code: deviceCode((await someKeys(1)).key), name: '笔记本' });
    await engine.office.setThreshold({ threshold: 2 });
    await engine.office.saveUnit({ name: '新科', kind: 'office', closed: false });
    const view = await engine.officeView();
    expect(view.units).toHaveLength(2);
    expect(view.awaiting).toMatchObject([{ by: '王芳', signed: 1, needed: 2, mine: true }]);
    // It waits; it is no trouble.
    expect(view.troubles).toEqual([]);
  });
});

describe('members', () => {
  test('change unit and roles, and only what was changed is signed', async () => {
    const { engine } = await founded();
    const { id } = await engine.office.saveMember({
      name: '李强',
      roles: ['editor'],
      number: '007',
      joined: '2020-01-01',
    });
    const { units } = await engine.officeView();
    await engine.office.saveMember({
      id,
      name: '李强',
      roles: ['liaison'],
      number: '007',
      unit: units[1]!.id,
    });
    const view = await engine.officeView();
    const member = view.members.find((one) => one.id === id)!;
    expect(member).toMatchObject({ unit: units[1]!.id, roles: ['liaison', 'member'], number: '007' });
    expect(member).not.toHaveProperty('joined');
    const epoch = view.office!.epoch;
    await engine.office.saveMember({
      id,
      name: '李强',
      roles: ['liaison'],
      number: '007',
      unit: units[1]!.id,
    });
    expect((await engine.officeView()).office!.epoch).toBe(epoch);
  });

  test('who leaves loses roles and devices in one entry; what they issued stays', async () => {
    const { engine, bring } = await founded();
    const { id } = await engine.office.saveMember({ name: '李强', roles: ['publisher'] });
    const keys = await someKeys(3);
    await engine.office.addDevice({ member: id, code: deviceCode(keys.key), name: '笔记本' });
    await bring({ '灯光办法(2020-05-01).md': '# 灯光办法\n\n第一条 下班关灯。\n' });
    const [row] = engine.shelf('2026-01-01');
    const other = new SomeDevice(keys, engine.office.ledger.office);
    await other.take(
      await engine.office.keeper.signed([...engine.office.ledger.chains.all()].map((one) => one.id)),
    );
    await other.say({
      type: 'publish',
      rule: row!.id,
      edition: row!.edition,
      title: row!.title,
      kind: 'rule',
      change: 'first',
      after: [],
      repeals: [],
      secrecy: '审查人',
    });
    await engine.office.keeper.take(other.entries);
    expect(engine.shelf('2026-01-01')[0]!.signing).toBe('official');
    const { epoch } = (await engine.officeView()).office!;
    await engine.office.endMember({ id, on: '2026-02-01' });
    const view = await engine.officeView();
    expect(view.office!.epoch).toBe(epoch + 1);
    expect(view.members.find((one) => one.id === id)).toMatchObject({
      roles: [],
      left: '2026-02-01',
      devices: [{ revoked: true }],
    });
    expect(engine.shelf('2026-01-01')[0]!.signing).toBe('official');
    // What the device signs now does not count, and an admin is told why.
    await other.say({
      type: 'withdraw',
      entry: other.ledger.publications.of(row!.id).heads[0]!,
      reason: '报复',
    });
    await engine.office.keeper.take(other.entries);
    expect(engine.shelf('2026-01-01')[0]!.signing).toBe('official');
  });

  test('a device that is revoked: what it had signed stays, and it speaks for nobody any more', async () => {
    const { engine, bring } = await founded();
    const { me } = await engine.officeView();
    await bring({ '灯光办法(2020-05-01).md': '# 灯光办法\n\n第一条 下班关灯。\n' });
    await engine.publisher.registerAll({ secrecy: '许静' }, quiet());
    await expect(engine.office.revokeDevice({ device: me!.device })).rejects.toMatchObject({
      code: 'too-few-admins',
    });
    const { id } = await engine.office.saveMember({ name: '李强', roles: ['admin'] });
    await engine.office.addDevice({ member: id, code: deviceCode((await someKeys(1)).key), name: '笔记本' });
    await engine.office.revokeDevice({ device: me!.device });
    const view = await engine.officeView();
    expect(view.me).toBeUndefined();
    expect(engine.shelf('2026-01-01')[0]!.signing).toBe('official');
    await expect(
      engine.office.saveUnit({ name: '新科', kind: 'office', closed: false }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('what is signed here names the newest checkpoint of others, unless its clock cannot be right', async () => {
    const { engine } = await founded();
    const keys = await someKeys(2);
    const { me } = await engine.officeView();
    await engine.office.addDevice({ member: me!.member, code: deviceCode(keys.key), name: '笔记本' });
    const { keeper, ledger } = engine.office;
    const other = new SomeDevice(keys, ledger.office);
    await other.take(await keeper.signed([...ledger.chains.all()].map(({ id }) => id)));
    const saw = async (at: number): Promise<string | undefined> => {
      await other.say({ type: 'checkpoint', seen: [] }, { at });
      await keeper.take(other.entries);
      return (await keeper.say({ type: 'checkpoint', seen: [] })).saw;
    };
    const first = await saw(Date.now() - 1000);
    expect(first).toBe(other.ledger.chains.last(other.id)!.id);
    expect(await saw(253_402_300_799_999)).toBe(first);
    await expect(
      engine.office.acceptLate({ device: me!.device, through: [0, 'f'.repeat(64)] }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('phone numbers lie in no entry, and one that was removed lies nowhere', async () => {
    const { engine, storage } = await founded();
    const { id } = await engine.office.saveMember({ name: '李强', roles: [], phone: '13900012345' });
    expect((await engine.officeView()).members.find((one) => one.id === id)!.phone).toBe('13900012345');
    const entries = await engine.office.keeper.signed(
      [...engine.office.ledger.chains.all()].map((one) => one.id),
    );
    expect(entries.map(({ body }) => new TextDecoder().decode(body)).join()).not.toContain('13900012345');
    await engine.office.saveMember({ id, name: '李强', roles: [], phone: '' });
    expect(await everything(storage)).not.toContain('13900012345');
  });

  test('a code of a device that was not copied whole is refused', async () => {
    const { engine } = await founded();
    const [me] = (await engine.officeView()).members;
    const code = deviceCode((await someKeys(1)).key);
    for (const wrong of [
      '',
      code.slice(1),
      code.slice(0, -1),
      `${code.slice(0, 20)}A${code.slice(21)}`,
      '甲'.repeat(90),
    ])
      await expect(
        engine.office.addDevice({ member: me!.id, code: wrong, name: 'x' }),
        wrong,
      ).rejects.toMatchObject({ code: 'bad-code' });
    await engine.office.addDevice({
      member: me!.id,
      code: ` ${code.slice(0, 30)}\n${code.slice(30)}`,
      name: 'x',
    });
    await expect(engine.office.addDevice({ member: me!.id, code, name: 'x' })).rejects.toMatchObject({
      code: 'bad-code',
    });
  });
});

describe('a list of people', () => {
  const list =
    '姓名,处室,职务,角色,手机\n王芳,综合科,科长,,13900000001\n李强,督查科,科员,督查;联络员,13900000002\n,督查科,,,\n李强,督查科,科员,,\n赵敏,第二支部,,,\n';

  async function imported(some: SomeEngine, text: string) {
    const file = csv(text);
    const { headerRow, columns } = some.engine.office.previewRoster(file);
    return await some.engine.office.importRoster({
      ...file,
      headerRow,
      columns: columns.map((one) => (one === 'not-taken' ? undefined : one)),
    });
  }

  test('is looked at first, then taken in; who is known is brought up to date', async () => {
    const some = await founded();
    const preview = some.engine.office.previewRoster(csv(list));
    expect(preview).toMatchObject({
      headerRow: 0,
      columns: ['name', 'unit', 'post', 'roles', 'phone'],
      count: 5,
    });
    const result = await imported(some, list);
    expect(result).toMatchObject({ added: 2, units: 2 });
    expect(result.problems.map(({ row, kind }) => [row, kind])).toEqual([
      [4, 'name-empty'],
      [5, 'double'],
    ]);
    const view = await some.engine.officeView();
    expect(view.members.map(({ name, roles }) => [name, roles.join()])).toEqual([
      ['王芳', 'admin,publisher,member'],
      ['李强', 'supervisor,liaison,member'],
      ['赵敏', 'member'],
    ]);
    expect(view.units.find(({ name }) => name === '第二支部')!.kind).toBe('branch');
    const { epoch } = view.office!;
    expect(await imported(some, list)).toMatchObject({ added: 0, changed: 0, units: 0 });
    expect((await some.engine.officeView()).office!.epoch).toBe(epoch);
  });

  test('brings nobody back who has left', async () => {
    const some = await founded();
    await imported(some, list);
    const { members } = await some.engine.officeView();
    await some.engine.office.endMember({
      id: members.find(({ name }) => name === '李强')!.id,
      on: '2026-01-31',
    });
    await imported(some, list);
    const view = await some.engine.officeView();
    expect(view.members.find(({ name }) => name === '李强')).toMatchObject({ roles: [], left: '2026-01-31' });
  });

  test('of ten thousand lines with doubles and empty names goes in whole, in one entry', async () => {
    const some = await founded();
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      i % 100 === 7
        ? ',综合科'
        : `王${String.fromCodePoint(0x4e00 + (i % 9000))},${i % 2 ? '综合科' : '督查科'}`,
    );
    const result = await imported(some, `姓名,处室\n${lines.join('\n')}\n`);
    expect(result.added).toBeGreaterThan(8800);
    expect(result.problems.length).toBeGreaterThan(1000);
    expect((await some.engine.officeView()).office!.epoch).toBe(1);
  }, 120_000);

  test('that is none is refused in words', async () => {
    const { engine } = await founded();
    expect(() => engine.office.previewRoster({ name: 'x.xlsx', bytes: new Uint8Array([1, 2, 3]) })).toThrow(
      'table-damaged',
    );
  });
});

test('home opens no document, and tells an admin what waits for them', async () => {
  const storage = new MemoryStorage();
  const first = await founded(storage);
  await first.engine.office.saveMember({ name: '李强', roles: [], phone: '13900012345' });
  let started = 0;
  const engine = await createEngine({
    storage,
    startAutomerge: () => {
      started += 1;
      return automergeForNode();
    },
    tell: () => undefined,
  });
  const home = await engine.home('2026-01-01');
  expect(home).toMatchObject({ needsRecovery: true, attention: 0 });
  // Who has founded an office holds no invitation to another.
  expect(home.mayJoin).toBeUndefined();
  expect(started).toBe(0);
});

describe('the recovery file', () => {
  const passphrase = '不以规矩不能成方圆二〇二六';

  test('restores an office of which only the file is left, and lets the new device sign', async () => {
    const { engine } = await founded();
    const file = await engine.recovery.make({ passphrase });
    expect((await engine.officeView()).recovery).toBe(false);
    await engine.recovery.check({ bytes: file.bytes, passphrase: ` ${passphrase} ` });
    expect((await engine.officeView()).recovery).toBe(true);

    const fresh = await someEngine();
    await expect(
      fresh.engine.recovery.restore({ bytes: file.bytes, passphrase: '别的口令别的口令', device: '新电脑' }),
    ).rejects.toMatchObject({ code: 'wrong-passphrase' });
    expect((await fresh.engine.officeView()).office).toBeUndefined();
    expect(await fresh.engine.recovery.restore({ bytes: file.bytes, passphrase, device: '新电脑' })).toEqual({
      name: '某办公室',
    });
    const view = await fresh.engine.officeView();
    expect(view.me).toMatchObject({ name: '王芳', roles: ['admin', 'publisher', 'member'] });
    await fresh.engine.office.saveMember({ name: '李强', roles: [] });
    // Devices that still have the office take over what the new one signed.
    await engine.office.keeper.take(
      await fresh.engine.office.keeper.signed(
        [...fresh.engine.office.ledger.chains.all()].map(({ id }) => id),
      ),
    );
    expect((await engine.officeView()).members.map(({ name }) => name)).toEqual(['王芳', '李强']);
  }, 120_000);

  test('whose key was revoked opens nothing', async () => {
    const { engine } = await founded();
    const file = await engine.recovery.make({ passphrase });
    const { members } = await engine.officeView();
    const key = members[0]!.devices.find(({ kind }) => kind === 'recovery')!;
    await engine.office.revokeDevice({ device: key.id });
    await expect(engine.recovery.check({ bytes: file.bytes, passphrase })).rejects.toMatchObject({
      code: 'bad-file',
    });
    await expect(
      engine.recovery.restore({ bytes: file.bytes, passphrase, device: 'x' }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  }, 120_000);

  test('opened on a device that is revoked, makes it a new one; on a device of another member, nothing', async () => {
    const { engine } = await founded();
    const file = await engine.recovery.make({ passphrase });
    const { office } = engine;
    const { keeper } = office;
    const lost = keeper.device!;
    const { id: other } = await office.saveMember({ name: '李强', roles: [] });
    const theirs = await someEngine();
    const { alg, key, id } = await theirs.engine.office.keeper.makeDevice();
    await office.change([{ op: 'device', id, member: other, alg, key, name: '李强的电脑', kind: 'device' }]);
    const signed = await keeper.signed([...office.ledger.chains.all()].map((one) => one.id));
    await theirs.engine.office.keeper.join(office.ledger.office, signed);
    const restore = { bytes: file.bytes, passphrase, device: '电脑' };
    await expect(theirs.engine.recovery.restore(restore)).rejects.toMatchObject({ code: 'device-of-other' });
    // Another device of the admin, so that somebody is left who can sign.
    await engine.recovery.restore(restore);
    expect(keeper.device).toBe(lost);
    const spare = await someEngine();
    await spare.engine.recovery.restore(restore);
    await keeper.take(
      await spare.engine.office.keeper.signed(
        [...spare.engine.office.ledger.chains.all()].map((one) => one.id),
      ),
    );
    await office.revokeDevice({ device: lost });
    expect(office.me()).toBeUndefined();
    expect(await engine.recovery.restore(restore)).toEqual({ name: '某办公室' });
    expect(keeper.device).not.toBe(lost);
    expect(office.me()).toMatchObject({ roles: ['admin', 'publisher', 'member'] });
    await office.saveMember({ name: '周明远', roles: [] });
    expect([...office.roster.members.values()].map(({ name }) => name)).toContain('周明远');
    // Once more, it is what it is.
    const [now, known] = [keeper.device, office.roster.devices.size];
    await engine.recovery.restore(restore);
    expect([keeper.device, office.roster.devices.size]).toEqual([now, known]);
  }, 120_000);

  test('of another office, damaged, or made anew and never checked, is refused and changes nothing', async () => {
    const one = await founded();
    const file = await one.engine.recovery.make({ passphrase });
    const other = await founded();
    await expect(other.engine.recovery.check({ bytes: file.bytes, passphrase })).rejects.toMatchObject({
      code: 'bad-file',
    });
    await expect(
      other.engine.recovery.restore({ bytes: file.bytes, passphrase, device: 'x' }),
    ).rejects.toMatchObject({ code: 'office-exists' });
    for (const bytes of [new Uint8Array(), file.bytes.slice(0, 200), new TextEncoder().encode('{"v":1}')])
      await expect(one.engine.recovery.check({ bytes, passphrase })).rejects.toMatchObject({
        code: 'bad-file',
      });
    await one.engine.recovery.make({ passphrase });
    await expect(one.engine.recovery.check({ bytes: file.bytes, passphrase })).rejects.toMatchObject({
      code: 'bad-file',
    });
    expect((await one.engine.officeView()).recovery).toBe(false);
  }, 120_000);
});
