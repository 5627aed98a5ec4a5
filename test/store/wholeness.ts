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
 * @param isReceiving documents may have come from another device whose rules or editions are still to come; all
 *   that came has its rows, though
 * @returns the hashes of all editions
 * @throws {AssertionError} naming what does not agree
 */
export async function wholeness(storage: Storage, isReceiving = false): Promise<Set<string>> {
  const there = new Set(await storage.keys('editions'));
  const claimed = new Map<string, string>();
  const rows = await storage.range('catalogue', '');
  const rules = new Set(rows.map(({ key }) => key));
  for (const id of await storage.keys('rules')) {
    if (rules.has(id)) continue;
    const { editions } = openRule((await storage.get('rules', id))!);
    ok(isReceiving && !editions.some((hash) => there.has(hash)), `rule ${id} is not in the catalogue`);
  }
  for (const { key, value: row } of rows) {
    const saved = await storage.get('rules', key);
    ok(saved !== undefined, `rule ${key} of the catalogue is not there`);
    const rule = openRule(saved);
    if (isReceiving) rule.editions = rule.editions.filter((hash) => there.has(hash));
    const said = contentOf(row);
    deepStrictEqual(
      { ...said, editions: [...said.editions].sort() },
      { ...rule, editions: [...rule.editions].sort() },
      `row ${key}`,
    );
    for (const hash of rule.editions) claimed.set(hash, key);
  }
  const hashes = [...claimed.keys()].sort();
  if (isReceiving) for (const hash of hashes) ok(there.has(hash), `edition ${hash}`);
  else deepStrictEqual(hashes, [...there].sort(), 'editions of rules');
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
