import { deepStrictEqual, ok } from 'node:assert/strict';
import { openEdition } from '../../src/store/edition-document.ts';
import { openRule } from '../../src/store/rule-document.ts';
import { contentOf } from '../../src/store/rule-row.ts';
import type { Storage } from '../../src/store/storage.ts';
import { citedNames } from '../../src/store/derived-rows.ts';

/**
 * Checks that nothing in a base is half there: every document can be opened, and documents, catalogue and
 * derived rows say the same. Needs Automerge started.
 *
 * @returns the hashes of all editions
 * @throws {AssertionError} naming what does not agree
 */
export async function wholeness(storage: Storage): Promise<Set<string>> {
  const hashes = await storage.keys('editions');
  const claimed = new Map<string, string>();
  const rows = await storage.range('catalogue', '');
  deepStrictEqual(
    await storage.keys('rules'),
    rows.map(({ key }) => key),
    'rules and catalogue',
  );
  for (const { key, value: row } of rows) {
    const rule = openRule((await storage.get('rules', key))!);
    const said = contentOf(row);
    deepStrictEqual(
      { ...said, editions: [...said.editions].sort() },
      { ...rule, editions: [...rule.editions].sort() },
      `row ${key}`,
    );
    for (const hash of rule.editions) claimed.set(hash, key);
  }
  deepStrictEqual([...claimed.keys()].sort(), hashes, 'editions of rules');
  deepStrictEqual(await storage.keys('texts'), hashes, 'texts');
  deepStrictEqual(await storage.keys('cites'), hashes, 'cites');
  const names = new Set<string>();
  for (const hash of hashes) {
    const content = await openEdition((await storage.get('editions', hash))!, hash);
    const text = await storage.get('texts', hash);
    const cites = (await storage.get('cites', hash))!;
    ok(text?.text === content.text && text.rule === claimed.get(hash), `text ${hash}`);
    ok(cites.rule === claimed.get(hash), `cites ${hash}`);
    for (const name of citedNames(cites.citations)) names.add(`${name}\n${hash}`);
  }
  deepStrictEqual(await storage.keys('citedBy'), [...names].sort(), 'citedBy');
  return new Set(hashes);
}
