import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectionsParts, facetNames, formatRoute, parseRoute, type Route } from '../../src/app/route.ts';

describe('addresses', () => {
  test.each<[string, Route]>([
    ['', { page: 'home' }],
    ['#', { page: 'home' }],
    ['#/', { page: 'home' }],
    ['#/find?q=%E9%94%81%E9%97%A8', { page: 'find', query: '锁门', filters: {} }],
    ['#/find?q=a+b&on=2021-02-28', { page: 'find', query: 'a b', on: '2021-02-28', filters: {} }],
    ['#/shelf', { page: 'shelf', filters: {}, sort: 'title' }],
    [
      '#/shelf?sort=date&kind=rule&kind=code&year=2024',
      { page: 'shelf', filters: { kind: ['rule', 'code'], year: ['2024'] }, sort: 'date' },
    ],
    ['#/shelf?unit=', { page: 'shelf', filters: { unit: [''] }, sort: 'title' }],
    ['#/rule/abc234', { page: 'rule', rule: 'abc234' }],
    ['#/rule/own-id-7/a12-1.p2', { page: 'rule', rule: 'own-id-7', address: 'a12-1.p2' }],
    [
      '#/rule/abc234/a12~2?on=2020-02-29&ed=0123456789abcdef',
      { page: 'rule', rule: 'abc234', address: 'a12~2', on: '2020-02-29', edition: '0123456789abcdef' },
    ],
    ['#/bring-in', { page: 'bring-in' }],
    ['#/device', { page: 'device' }],
    ['#/connections', { page: 'connections', part: 'devices' }],
    ['#/connections/bundles', { page: 'connections', part: 'bundles' }],
    ['#/join', { page: 'join' }],
    ['#/join?code=7K3QP-9XA2M', { page: 'join', code: '7K3QP-9XA2M' }],
    ['#/waiting', { page: 'waiting' }],
    [`#/waiting/${'0a'.repeat(32)}`, { page: 'waiting', circulation: '0a'.repeat(32) }],
    ['#/readings', { page: 'readings' }],
    ['#/circulate', { page: 'circulate' }],
    [
      `#/circulate?rule=r1&ed=${'0b'.repeat(32)}&replaces=${'0a'.repeat(32)}`,
      { page: 'circulate', rule: 'r1', edition: '0b'.repeat(32), replaces: '0a'.repeat(32) },
    ],
    ['#/circulations', { page: 'circulations', part: 'list' }],
    ['#/circulations/matrix', { page: 'circulations', part: 'matrix' }],
    [
      `#/circulation/${'0a'.repeat(32)}/relays`,
      { page: 'circulation', circulation: '0a'.repeat(32), part: 'relays' },
    ],
    ['#/person/m1', { page: 'person', member: 'm1' }],
    ['#/unit/u1', { page: 'unit', unit: 'u1' }],
    [`#/admit/${'0a'.repeat(16)}`, { page: 'admit', invitation: '0a'.repeat(16) }],
  ])('%s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  const words = fc.string({ unit: 'grapheme', maxLength: 40 });
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const filters = fc
    .record(
      Object.fromEntries(facetNames.map((name) => [name, fc.array(words, { minLength: 1, maxLength: 4 })])),
      {
        requiredKeys: [],
      },
    )
    .map((some) => ({ ...some }) as Record<string, string[]>);
  const route: fc.Arbitrary<Route> = fc.oneof(
    fc.constantFrom<Route>({ page: 'home' }, { page: 'bring-in' }, { page: 'device' }, { page: 'join' }),
    fc.constantFrom(...connectionsParts).map((part): Route => ({ page: 'connections', part })),
    fc.stringMatching(/^[0-9A-Z]{26}$/).map((code): Route => ({ page: 'join', code })),
    fc.stringMatching(/^[0-9a-f]{32}$/).map((invitation): Route => ({ page: 'admit', invitation })),
    fc
      .record({ query: words, filters, on: fc.option(day, { nil: undefined }) })
      .map(({ on, ...rest }): Route => ({ page: 'find', ...rest, ...(on !== undefined && { on }) })),
    fc
      .record({ filters, sort: fc.constantFrom('title', 'date', 'changed', 'articles') })
      .map((some): Route => ({ page: 'shelf', ...some })),
    fc
      .record(
        {
          rule: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/),
          address: fc.stringMatching(/^[andswx]\d{1,4}(-\d{1,2})?(~\d)?(\.p\d)?$/),
          on: day,
          edition: fc.stringMatching(/^[0-9a-f]{8,64}$/),
        },
        { requiredKeys: ['rule'] },
      )
      .map((some): Route => ({ page: 'rule', ...some })),
  );

  test('survive being written and read again, whatever they hold', () => {
    fc.assert(
      fc.property(route, (one) => {
        const hash = formatRoute(one);
        expect(parseRoute(hash)).toEqual(one);
        expect(formatRoute(parseRoute(hash))).toBe(hash);
        // An address that goes through a browser's address bar comes back as it was.
        expect(new URL(hash, 'http://office.example/app/').hash).toBe(hash);
      }),
      { numRuns: 500 },
    );
  });

  test('any text at all is some page, and never an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const route = parseRoute(`#/${text}`);
        expect(parseRoute(formatRoute(route)).page).toBe(route.page === 'unknown' ? 'home' : route.page);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['#/rule', 'unknown'],
    ['#/rule/ABC', 'unknown'],
    ['#/rule/-x', 'unknown'],
    [`#/rule/${'a'.repeat(65)}`, 'unknown'],
    ['#/rule/a%2Fb', 'unknown'],
    ['#/rule/../../etc', 'unknown'],
    ['#/rule/%E0%A4%A', 'unknown'],
    ['#/rule/%3Cimg%20src=x%20onerror=alert(1)%3E', 'unknown'],
    ['#/constructor', 'unknown'],
    ['#/__proto__', 'unknown'],
    ['#javascript:alert(1)', 'unknown'],
    ['#//find?q=x', 'find'],
    ['#/waiting/0a', 'unknown'],
    ['#/circulation', 'unknown'],
    ['#/circulation/ZZ', 'unknown'],
    ['#/person', 'unknown'],
    ['#/unit/a b', 'unknown'],
    ['#/admit', 'unknown'],
    ['#/admit/0A', 'unknown'],
    ['#/connections/__proto__', 'connections'],
  ])('hostile or broken: %s is %s', (hash, page) => {
    expect(parseRoute(hash).page).toBe(page);
  });

  test('what does not belong into an address is left out of it', () => {
    expect(parseRoute('#/rule/abc/A1;x?on=2021-02-30&ed=zz')).toEqual({ page: 'rule', rule: 'abc' });
    expect(parseRoute(`#/rule/abc/a${'1'.repeat(80)}?on=2021-13-01`)).toEqual({ page: 'rule', rule: 'abc' });
    expect(parseRoute('#/rule/abc?on=21-1-1&ed=0123456')).toEqual({ page: 'rule', rule: 'abc' });
    expect(parseRoute('#/shelf?sort=__proto__&colour=red')).toEqual({
      page: 'shelf',
      filters: {},
      sort: 'title',
    });
    expect(parseRoute('#/join?code=<b>')).toEqual({ page: 'join' });
    expect(parseRoute(`#/join?code=${'A'.repeat(500)}`)).toEqual({ page: 'join', code: 'A'.repeat(60) });
    const many = Array.from({ length: 50 }, (_, i) => `unit=u${i}`).join('&');
    const long = `unit=${'长'.repeat(100)}`;
    const shelf = parseRoute(`#/shelf?${long}&${many}`);
    expect(shelf).toMatchObject({ filters: { unit: Array.from({ length: 20 }, (_, i) => `u${i}`) } });
    const find = parseRoute(`#/find?q=${'a'.repeat(2000)}`);
    expect(find).toMatchObject({ query: 'a'.repeat(500) });
  });
});
