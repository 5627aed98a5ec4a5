import { describe, expect, test } from 'vitest';
import type { Entry, PublishAct } from '../../src/ledger/entry.ts';
import { Circulations } from '../../src/office/circulations.ts';
import { correctedEdition } from '../../src/office/corrected-edition.ts';
import { someHash } from '../ledger/some-office.ts';
import { asked, recordInSomeOrder, somePeople } from './some-circulation.ts';

/** An edition that was issued and circulated, and what is issued and read after that. */
async function someErrata() {
  const people = await somePeople();
  const { p, say } = people;
  const issue = async (
    name: string,
    change: Partial<PublishAct>,
    by = p,
  ): Promise<{ publish: string; edition: string }> => {
    const { id } = await say(by, p.publishAct('lamps', name, change));
    return { publish: id, edition: someHash(name) };
  };
  const first = await issue('first', {});
  const circulation = (await say(p, { ...asked, editions: [first] })).id;
  const read = async (by: typeof p, what: { publish: string; edition: string }): Promise<Entry> =>
    say(by, { type: 'acknowledge', circulation, mode: 'read', ...what });
  const readers = (): string[] => {
    const circulations = new Circulations(p.ledger);
    for (const entry of people.said) circulations.add(entry);
    const { read: by } = circulations.of(circulation)!;
    return [...by].filter(([, editions]) => editions.has(first.edition)).map(([who]) => who);
  };
  const today = (): string =>
    Buffer.from(correctedEdition(p.ledger.publications, first).edition, 'hex').toString().replaceAll('.', '');
  return { ...people, issue, first, circulation, read, readers, today };
}

describe('an erratum of what was circulated', () => {
  test('is read in its place, and so is an erratum of the erratum', async () => {
    const { l, m, p, issue, first, read, readers, today } = await someErrata();
    expect(today()).toBe('first');
    await read(p, first);
    const second = await issue('second', { change: 'erratum', revises: first.edition });
    expect(today()).toBe('second');
    await read(l, second);
    const third = await issue('third', { change: 'erratum', revises: second.edition });
    expect(today()).toBe('third');
    await read(m, third);
    // Whoever has read the edition that had the slip has read it.
    expect(readers()).toEqual(['p', 'l', 'm']);
  });

  test('is none when it is a revision, nor is an erratum of a revision', async () => {
    const { l, m, issue, first, read, readers, today } = await someErrata();
    const second = await issue('second', { change: 'revision', revises: first.edition });
    const third = await issue('third', { change: 'erratum', revises: second.edition });
    await read(l, second);
    await read(m, third);
    expect(today()).toBe('first');
    expect(readers()).toEqual([]);
  });

  test('is none when somebody signed it who may not, or when it was withdrawn', async () => {
    const { l, m, p, say, issue, first, read, readers, today } = await someErrata();
    const forged = await issue('forged', { change: 'erratum', revises: first.edition }, l);
    await read(l, forged);
    expect(today()).toBe('first');
    const second = await issue('second', { change: 'erratum', revises: first.edition });
    await read(m, second);
    expect(readers()).toEqual(['m']);
    await say(p, { type: 'withdraw', entry: second.publish, reason: '误' });
    expect(today()).toBe('first');
    expect(readers()).toEqual([]);
  });

  test('is none while another one stands beside it that did not know of it', async () => {
    const { m, p, issue, first, read, readers, today } = await someErrata();
    const { heads } = p.ledger.publications.of('lamps');
    const second = await issue('second', { change: 'erratum', revises: first.edition, after: heads });
    await issue('third', { change: 'erratum', revises: first.edition, after: heads });
    await read(m, second);
    expect(today()).toBe('first');
    expect(readers()).toEqual([]);
    await issue('fourth', { change: 'erratum', revises: second.edition });
    expect(today()).toBe('fourth');
    expect(readers()).toEqual(['m']);
  });

  test('counts by whichever of two signatures the reader knew', async () => {
    const { l, m, p, issue, first, read, readers } = await someErrata();
    const { heads } = p.ledger.publications.of('lamps');
    const change = { change: 'erratum', revises: first.edition, after: heads } as const;
    await read(l, await issue('second', change));
    await read(m, await issue('second', { ...change, reason: '再次签发' }));
    expect(readers()).toEqual(['l', 'm']);
  });

  test('ends where editions say of each other that they correct them', async () => {
    const { issue, first, today } = await someErrata();
    await issue('second', { change: 'erratum', revises: someHash('third') });
    await issue('third', { change: 'erratum', revises: someHash('second') });
    await issue('fourth', { change: 'erratum', revises: first.edition });
    expect(today()).toBe('fourth');
  });

  test('is nothing to whoever names another publication of it', async () => {
    const { p, m, issue, first, read, readers } = await someErrata();
    const second = await issue('second', { change: 'erratum', revises: first.edition });
    await read(m, { ...second, publish: first.publish });
    await read(m, { ...first, publish: second.publish });
    expect(readers()).toEqual([]);
    const elsewhere = { ...first, edition: second.edition };
    expect(correctedEdition(p.ledger.publications, elsewhere)).toEqual(elsewhere);
  });

  test('counts the same in whatever order everything comes', async () => {
    const { l, m, p, say, said, issue, first, read, circulation } = await someErrata();
    const second = await issue('second', { change: 'erratum', revises: first.edition });
    const third = await issue('third', { change: 'erratum', revises: second.edition });
    const wrong = await issue('wrong', { change: 'erratum', revises: third.edition });
    await read(l, third);
    await read(p, wrong);
    await read(m, second);
    await say(p, { type: 'withdraw', entry: wrong.publish, reason: '误' });
    const circulations = new Circulations(p.ledger);
    for (const entry of said) circulations.add(entry);
    const expected = circulations.of(circulation)!;
    expect([...expected.read.keys()].sort()).toEqual(['l', 'm']);
    for (let seed = 1; seed <= 200; seed++)
      expect(recordInSomeOrder(said, circulation, seed), `seed ${seed}`).toEqual(expected);
  });
});
