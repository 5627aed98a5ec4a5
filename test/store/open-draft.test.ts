import * as Automerge from '@automerge/automerge/slim';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { DamagedDocument } from '../../src/store/damaged-document.ts';
import {
  deviceOfActor,
  draftActor,
  draftKey,
  draftOfKey,
  mostDraftText,
  newDraft,
} from '../../src/store/draft-document.ts';
import { BadEdit } from '../../src/store/bad-edit.ts';
import { OpenDraft } from '../../src/store/open-draft.ts';
import { betweenTexts, type TextSplice } from '../../src/store/text-splices.ts';

beforeAll(automergeForNode);

const device = (n: number): string => String(n).repeat(32);
const begun = (text: string): Uint8Array =>
  newDraft(
    { id: 'd1', title: '行为规范', kind: 'code', from: 'nothing', by: 'm1', at: 1_700_000_000_000 },
    text,
    draftActor(device(0)),
  );

function opened(bytes: Uint8Array, n = 1): OpenDraft & { made: Uint8Array[] } {
  const draft = new OpenDraft(bytes, draftActor(device(n)), () => 1_700_000_060_000) as OpenDraft & {
    made: Uint8Array[];
  };
  draft.made = [];
  draft.onChanges = (changes) => draft.made.push(...changes);
  return draft;
}

const insert = (at: number, text: string): TextSplice[] => [{ at, remove: 0, insert: text }];

const apply = (text: string, splices: readonly TextSplice[]): string =>
  splices.reduce(
    (now, { at, remove, insert: added }) => now.slice(0, at) + added + now.slice(at + remove),
    text,
  );

test('what was done to an old text is done to the text of now, and shows what the writer saw', () => {
  const draft = opened(begun('第一条　守时。'));
  const seen = draft.heads;
  draft.edit(seen, insert(0, '总则\n'));
  const own = draft.edit(seen, [{ at: 4, remove: 2, insert: '守信' }]);
  expect(draft.text).toBe('总则\n第一条　守信。');
  expect(draft.textAt(own)).toBe('第一条　守信。');
  expect(apply(draft.textAt(own), draft.since(own))).toBe(draft.text);
  expect(draft.head).toMatchObject({ id: 'd1', kind: 'code', from: 'nothing', at: 1_700_000_000_000 });
});

test('an edit that is tried again under its name is done once, on whatever device it was kept', () => {
  const draft = opened(begun('甲'));
  const seen = draft.heads;
  const first = draft.edit(seen, insert(1, '乙'), 'tab/1');
  expect(draft.edit(seen, insert(1, '乙'), 'tab/1')).toEqual(first);
  const again = opened(draft.save(), 1);
  again.edit(again.heads, insert(0, '丙'), 'other/1');
  expect(again.edit(seen, insert(1, '乙'), 'tab/1')).toEqual(first);
  expect(again.text).toBe('丙甲乙');
});

test('an edit outside the text, on an unknown state or beyond all bounds changes nothing', () => {
  const draft = opened(begun('甲乙'));
  const { heads } = draft;
  for (const splice of [
    { at: 3, remove: 0, insert: '丙' },
    { at: 1, remove: 2, insert: '' },
    { at: -1, remove: 0, insert: '丙' },
    { at: 0.5, remove: 0, insert: '丙' },
    { at: 0, remove: NaN, insert: '' },
    { at: 0, remove: 0, insert: '字'.repeat(mostDraftText) },
  ])
    expect(() => draft.edit(heads, [splice]), JSON.stringify(splice).slice(0, 40)).toThrow(BadEdit);
  expect(() => draft.edit(['0'.repeat(64)], insert(0, '丙'))).toThrow(BadEdit);
  expect(() => draft.edit([], insert(0, '丙'))).toThrow(BadEdit);
  expect(() => draft.edit(['?'], insert(0, '丙'))).toThrow(BadEdit);
  expect(draft.edit(heads, [])).toEqual(heads);
  expect(draft.text).toBe('甲乙');
  expect(draft.made).toEqual([]);
});

test('half a character that came alone does not spoil the text', () => {
  const draft = opened(begun('甲'));
  draft.edit(draft.heads, insert(1, `\ud83d𠮷\0\r\n`));
  expect(draft.text).toBe('甲\ufffd𠮷\0\r\n');
  expect(opened(draft.save()).text).toBe(draft.text);
});

test('changes that come before those they follow wait; nothing else is kept out', () => {
  const bytes = begun('甲');
  const [here, there] = [opened(bytes, 1), opened(bytes, 2)];
  for (const word of ['乙', '丙', '丁']) here.edit(here.heads, insert(here.text.length, word));
  const [first, second, third] = here.made as [Uint8Array, Uint8Array, Uint8Array];
  const early = there.take([second, third]);
  expect(early).toEqual({ isNew: false, early: [second, third] });
  expect(there.text).toBe('甲');
  expect(there.take([third, first])).toEqual({ isNew: true, early: [third] });
  expect(there.take([second, third])).toEqual({ isNew: true, early: [] });
  expect(there.take([second])).toMatchObject({ isNew: false });
  expect(there.text).toBe('甲乙丙丁');
});

test('what would make the draft none is refused, and nothing typed is lost by it', () => {
  const bytes = begun('甲');
  const draft = opened(bytes, 1);
  draft.save();
  draft.edit(draft.heads, insert(1, '乙'));
  const strange = Automerge.change(Automerge.load<Record<string, unknown>>(bytes), (doc) => {
    doc['text'] = 7;
  });
  expect(() => draft.take(Automerge.getAllChanges(strange))).toThrow(DamagedDocument);
  expect(() => draft.take([new Uint8Array([1, 2, 3])])).toThrow(DamagedDocument);
  expect(draft.takeStored(Automerge.save(strange))).toBe(false);
  expect(() => draft.takeStored(new Uint8Array([9]))).toThrow(DamagedDocument);
  expect(draft.text).toBe('甲乙');
  draft.edit(draft.heads, insert(2, '丙'));
  expect(opened(draft.save()).text).toBe('甲乙丙');
});

test('what is stored is taken when it has something that is not here', () => {
  const bytes = begun('甲');
  const [here, there] = [opened(bytes, 1), opened(bytes, 2)];
  there.edit(there.heads, insert(1, '乙'));
  here.edit(here.heads, insert(0, '子'));
  expect(here.takeStored(there.save())).toBe(true);
  expect(here.takeStored(there.save())).toBe(false);
  expect(here.text).toBe('子甲乙');
});

test('a place moves with its text, and is nowhere in another', () => {
  const draft = opened(begun('第一条　守时。第二条　守信。'));
  const place = draft.cursor(11, draft.heads);
  const end = draft.cursor(14, draft.heads);
  draft.edit(draft.heads, insert(0, '总则'));
  expect(draft.placeOf(place)).toBe(13);
  expect(draft.placeOf(end)).toBe(draft.text.length);
  expect(draft.placeOf('nonsense')).toBeUndefined();
});

test('what lies beside the text is replaced whole, key by key', () => {
  const bytes = begun('甲');
  const [here, there] = [opened(bytes, 1), opened(bytes, 2)];
  here.put('reasons', { a1: '依据上级规定', a2: '表述更清楚' });
  there.put('reasons', { a3: '增加' });
  here.take(there.made);
  here.put('reasons', { a2: undefined });
  expect(Object.fromEntries(here.entries('reasons'))).toEqual({ a1: '依据上级规定', a3: '增加' });
  expect(here.entries('remarks').size).toBe(0);
});

test('the history says which device did what, and when by its clock', () => {
  const draft = opened(begun('甲'), 3);
  draft.edit(draft.heads, insert(1, '乙'));
  const changes = draft.changes();
  expect(changes.map(({ actor }) => deviceOfActor(actor))).toEqual([device(0), device(3)]);
  expect(changes.map(({ at }) => at)).toEqual([1_700_000_000_000, 1_700_000_060_000]);
  expect(draft.changes(draft.heads)).toEqual([]);
  expect(deviceOfActor('00')).toBeUndefined();
});

test('a document is a draft only under the name and in a space of one', () => {
  expect(draftOfKey(draftKey('d1', 'editors'))).toBe('d1');
  expect(draftOfKey(draftKey('d1', 'draft:d1'))).toBe('d1');
  expect(draftOfKey(draftKey('d1', 'draft:d2'))).toBeUndefined();
  expect(draftOfKey(draftKey('d1', 'members'))).toBeUndefined();
  expect(draftOfKey({ space: 'editors', kind: 'document', id: 'contacts' })).toBeUndefined();
});

test('the shortest replacement between two texts leads from one to the other', () => {
  const text = fc
    .array(fc.constantFrom('甲', '乙', '丙', '丁'), { maxLength: 8 })
    .map((some) => some.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const splice = betweenTexts(before, after);
      expect(apply(before, [splice])).toBe(after);
      expect(splice.remove + splice.insert.length).toBeLessThanOrEqual(before.length + after.length);
    }),
  );
});

/** One step of one of three devices: writes on what it sees, or hears what another has made so far. */
const step = fc.record({
  who: fc.nat(2),
  from: fc.nat(2),
  kind: fc.constantFrom('write', 'erase', 'late', 'hear'),
  at: fc.nat(1000),
  length: fc.integer({ min: 1, max: 4 }),
});

test('three who write apart and meet again have the same text, with every letter of each once', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const bytes = begun('一二三四五六七八九十');
      const devices = [1, 2, 3].map((n) => ({ draft: opened(bytes, n), shown: [] as string[] }));
      for (const one of devices) one.shown = one.draft.heads;
      let next = 0x5000;
      const written = new Set<string>();
      const erased = new Set<string>();
      for (const { who, from, kind, at, length } of steps) {
        const { draft } = devices[who]!;
        if (kind === 'hear') {
          const { isNew } = draft.take(devices[from]!.draft.made);
          if (isNew && at % 2 === 0) devices[who]!.shown = draft.heads;
          continue;
        }
        // `late`: on a state that others have gone on from, as while an input method composes.
        const heads = kind === 'late' ? devices[who]!.shown : draft.heads;
        const text = draft.textAt(heads);
        if (kind === 'erase') {
          const place = text.length === 0 ? 0 : at % text.length;
          const gone = text.slice(place, place + length);
          for (const letter of gone) erased.add(letter);
          devices[who]!.shown = draft.edit(heads, [{ at: place, remove: gone.length, insert: '' }]);
        } else {
          const word = Array.from({ length }, () => String.fromCharCode(next++)).join('');
          for (const letter of word) written.add(letter);
          devices[who]!.shown = draft.edit(heads, insert(at % (text.length + 1), word));
        }
      }
      for (let round = 0; round < 3; round++)
        for (const one of devices)
          for (const other of devices) if (one !== other) one.draft.take(other.draft.made);
      const texts = devices.map(({ draft }) => draft.text);
      expect(new Set(texts).size).toBe(1);
      const letters = Array.from(texts[0]!);
      expect(new Set(letters).size).toBe(letters.length);
      for (const letter of written) if (!erased.has(letter)) expect(letters).toContain(letter);
      for (const letter of erased) expect(letters).not.toContain(letter);
      for (const { draft, shown } of devices)
        expect(apply(draft.textAt(shown), draft.since(shown))).toBe(draft.text);
      for (const { draft } of devices) draft.close();
    }),
    { numRuns: 60 },
  );
});

test('what two put under one key apart is found in a draft that was just opened', () => {
  const bytes = begun('第一条');
  const [first, second] = [opened(bytes), opened(bytes, 2)];
  first.put('facts', { explanation: '甲' });
  second.put('facts', { explanation: '乙' });
  first.take(second.made);
  const again = opened(first.save(), 3);
  expect(new Set(again.apart('facts').get('explanation'))).toEqual(new Set(['甲', '乙']));
  for (const draft of [first, second, again]) draft.close();
});
