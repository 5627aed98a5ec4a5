import { expect, test, vi } from 'vitest';
import { bundleKind } from '../../../src/sync/bundle/open-bundle.ts';
import { HandClock } from '../hand-clock.ts';
import { SomeBase } from '../some-bases.ts';
import { acquainted, addWord, back, faultOf, stateOf, take, tell, wordsIn, write } from './some-bundles.ts';

// The cost stands in the file and is paid as it says; here it says little, so that many passphrases can be tried.
vi.mock('../../../src/ledger/passphrase-key.ts', async (original) => ({
  ...(await original<object>()),
  passphraseCost: { N: 2 ** 10, r: 8, p: 1 },
}));

const passphrase = '春眠不觉晓 处处闻啼鸟';
const notes = new Map([['reader-notes', new TextEncoder().encode('{"favourites":["a"]}')]]);
const empty = (): Promise<SomeBase> => SomeBase.open(new HandClock());

/** What a base holds but for its keys, row by row. */
async function rowsOf({ storage }: SomeBase): Promise<unknown> {
  return await Promise.all(
    (['rules', 'editions', 'documents', 'ledger', 'manifest', 'kv'] as const).map((room) =>
      storage.range(room, ''),
    ),
  );
}

test('a backup brings everything to a new device, which has a key of its own and has to be admitted', async () => {
  const [anna, bert] = await acquainted('admin', 'member');
  await anna!.write('灯光办法', '门窗办法');
  await anna!.library.changePhones(new Map([['m1', '110']]));
  await addWord(anna!, 'private:m0', 'list', '一');
  await addWord(anna!, 'editors', 'draft', '二');
  await tell(bert!, anna!);
  const { file, written } = await back(anna!, { passphrase, notes });
  expect(written).toMatchObject({ documents: 7, leftOut: 0, bytes: file.length });
  expect(await bundleKind(new Blob([file]))).toBe('backup');
  const restored = await empty();
  const report = await take(restored, file, { passphrase: ` ${passphrase} ` });
  expect(report).toMatchObject({
    kind: 'backup',
    about: { office: anna!.keeper.ledger!.office, device: anna!.device },
    writer: 'm0',
    entries: { new: 3, waiting: 0, refused: 0 },
    documents: { new: 7, refused: 0 },
    closedSections: 0,
    isAdmitted: false,
  });
  expect(report.notes).toEqual(notes);
  expect(stateOf(restored)).toEqual(stateOf(anna!));
  expect(await restored.library.phones()).toEqual(new Map([['m1', '110']]));
  expect(restored.device).not.toBe(anna!.device);
  // It can be done again, and goes on where the base is.
  expect(await take(restored, file, { passphrase })).toMatchObject({
    documents: { known: 7 },
    entries: { new: 0 },
  });
});

test('it holds no private key, and shows nothing to who does not have the passphrase', async () => {
  const [anna] = await acquainted('admin');
  await anna!.write('灯光办法');
  const { file } = await back(anna!, { passphrase, notes });
  const before = await empty();
  expect(await faultOf(take(before, file))).toBe('passphrase-wanted');
  expect(await faultOf(take(before, file, { passphrase: '春眠不觉晓' }))).toBe('wrong-passphrase');
  expect(before.keeper.ledger).toBeUndefined();
  expect(await rowsOf(before)).toEqual(await rowsOf(await empty()));
  const words = ['某办公室', '灯光', 'favourites', anna!.device, anna!.keeper.ledger!.office];
  for (const word of words) expect(Buffer.from(file).includes(word)).toBe(false);
  // The keys of a device cannot even be taken out to be put into a file.
  expect(anna!.keeper.keys!.privateKey.extractable).toBe(false);
  expect((await anna!.keeper.agreement()).privateKey.extractable).toBe(false);
});

test('a backup that was altered or cut is refused, and nothing of it is written', async () => {
  const [anna] = await acquainted('admin');
  await addWord(anna!, 'members', 'list', '一');
  const { file } = await back(anna!, { passphrase, notes: new Map() });
  const base = await empty();
  const before = await rowsOf(base);
  // Beyond what the passphrase opens; before it every change is a wrong passphrase.
  for (const at of [file.length - 1, file.length >> 1]) {
    const bytes = file.slice();
    bytes[at]! ^= 1;
    expect(await faultOf(take(base, bytes, { passphrase }))).toMatch(/altered|cut-short/);
  }
  expect(await faultOf(take(base, file.slice(0, -1), { passphrase }))).toBe('cut-short');
  const costly = file.slice();
  costly[27] = 30;
  expect(await faultOf(take(base, costly, { passphrase }))).toBe('altered');
  expect(await rowsOf(base)).toEqual(before);
});

test('over another office it is refused; over the same it merges, also when its device is lost', async () => {
  const [anna, bert] = await acquainted('admin', 'member');
  const [zoe] = await acquainted('admin');
  await addWord(bert!, 'members', 'list', '一');
  await addWord(bert!, 'private:m1', 'own', '三');
  const { file } = await back(bert!, { passphrase, notes });
  const before = await rowsOf(zoe!);
  expect(await faultOf(take(zoe!, file, { passphrase }))).toBe('other-office');
  expect(await rowsOf(zoe!)).toEqual(before);
  await addWord(anna!, 'members', 'list', '二');
  const { epoch } = anna!.keeper.ledger!.roster.roster();
  const changes = [{ op: 'revoke' as const, device: bert!.device }];
  await anna!.keeper.say({ type: 'roster', epoch: epoch + 1, seen: {}, changes });
  const report = await take(anna!, file, { passphrase });
  expect(report).toMatchObject({ documents: { merged: 1, refused: 1 }, writer: 'm1', isAdmitted: true });
  expect([...report.refusedSpaces]).toEqual(['private:m1']);
  expect(await wordsIn(anna!, 'members', 'list')).toEqual(['一', '二']);
});

test('a base that belongs to no office is backed up too', async () => {
  const alone = await empty();
  await alone.write('灯光办法');
  const { file } = await back(alone, { passphrase, notes });
  const restored = await empty();
  const report = await take(restored, file, { passphrase });
  expect(report).toMatchObject({ documents: { new: 2 }, entries: { new: 0 }, isAdmitted: false });
  expect(report.about.office).toBeUndefined();
  expect(stateOf(restored)).toEqual(stateOf(alone));
});

test('the beginning of an office must be what its name says', async () => {
  const [anna] = await acquainted('admin');
  const { file } = await back(anna!, { passphrase, notes });
  expect((await take(await empty(), file, { passphrase })).entries.new).toBe(2);
  // A backup that names an office and does not bring its beginning.
  const signed = anna!.keeper.signed.bind(anna!.keeper);
  anna!.keeper.signed = async (ids) => (await signed(ids)).slice(1);
  const { file: headless } = await back(anna!, { passphrase, notes });
  const base = await empty();
  expect(await faultOf(take(base, headless, { passphrase }))).toBe('altered');
  expect(base.keeper.ledger).toBeUndefined();
});

test('notes are bounded', async () => {
  const [anna] = await acquainted('admin');
  const long = new Map([['a', new Uint8Array(5_000_000)]]);
  const many = new Map(Array.from({ length: 65 }, (_, i) => [`a${i}`, new Uint8Array()]));
  for (const some of [long, many, new Map([['../a', new Uint8Array()]])])
    await expect(back(anna!, { passphrase, notes: some })).rejects.toThrow(RangeError);
});

test('a courier bundle needs no passphrase, and takes none', async () => {
  const [anna] = await acquainted('admin');
  const { file } = await write(anna!);
  expect(await bundleKind(new Blob([file]))).toBe('courier');
  expect((await take(anna!, file, { passphrase })).kind).toBe('courier');
});
