import { expect, test } from 'vitest';
import { contentsOf } from '../../src/engine/contents.ts';
import type { Catalogue } from '../../src/store/catalogue.ts';

/** Edition `e1` and `e2` are of rule `r`; of `e3` nothing is known. */
const catalogue = {
  byEdition: (hash: string) => (hash === 'e3' ? undefined : { row: { id: 'r' } }),
} as unknown as Catalogue;

const key = (kind: 'rule' | 'edition' | 'document', id: string, space = 'members') => ({ space, kind, id });

test('a rule is one text, however many documents it consists of', () => {
  const rule = [key('rule', 'r'), key('edition', 'e1'), key('edition', 'e2')];
  expect(contentsOf(rule, catalogue)).toEqual({ texts: 1, others: 0 });
  // Only a new edition of it.
  expect(contentsOf([key('edition', 'e2')], catalogue)).toEqual({ texts: 1, others: 0 });
  // One that has just come, with its rule and without.
  expect(contentsOf([...rule, key('rule', 's'), key('edition', 'e3')], catalogue).texts).toBe(2);
  expect(contentsOf([key('edition', 'e3')], catalogue).texts).toBe(1);
});

test('what is no text is counted apart, and once, wherever it lies', () => {
  const draft = [key('document', 'd:1', 'editors'), key('document', 'd:1', 'draft:1')];
  expect(contentsOf([...draft, key('document', 'contacts', 'admins')], catalogue)).toEqual({
    texts: 0,
    others: 2,
  });
  expect(contentsOf([], catalogue)).toEqual({ texts: 0, others: 0 });
});
