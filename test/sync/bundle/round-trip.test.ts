import { expect, test } from 'vitest';
import { acquainted, addWord, stateOf, take, wordsIn, write } from './some-bundles.ts';

test('a bundle brings the ledger and everything that both may have', async () => {
  const [anna, bert] = await acquainted('admin', 'editor');
  await anna!.write('灯光办法', '门窗办法', '花木办法');
  await anna!.library.changePhones(new Map([['m1', '110']]));
  await addWord(bert!, 'editors', 'draft', '初稿');
  const { file, written } = await write(anna!);
  expect(written).toMatchObject({ documents: 7, leftOut: 0, unreachable: [], bytes: file.length });
  expect(written.devices).toEqual([anna!.device, bert!.device]);
  const report = await take(bert!, file);
  expect(report).toMatchObject({
    kind: 'courier',
    about: { device: anna!.device, at: written.mark.at },
    writer: 'm0',
    entries: { new: 0, known: 3, waiting: 0, refused: 0 },
    documents: { new: 6, merged: 0, known: 0, refused: 0 },
    // Phone numbers are for those who keep the roster.
    closedSections: 1,
    isAdmitted: true,
  });
  expect(stateOf(bert!, ['members'])).toEqual(stateOf(anna!, ['members']));
  const again = await take(bert!, file);
  expect(again.documents).toEqual({ new: 0, merged: 0, known: 6, refused: 0 });
  // And its writer can open it too.
  const own = await take(anna!, file);
  expect(own).toMatchObject({ documents: { known: 7 }, closedSections: 0 });
  expect(await wordsIn(bert!, 'editors', 'draft')).toEqual(['初稿']);
});
