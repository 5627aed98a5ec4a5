import { beforeAll, describe, expect, test } from 'vitest';
import { addressOfPlace, citationOfPlace, labelOfPlace, quoteOfPlace } from '../../src/app/quote.ts';
import { paragraphsOf, textOfPlace } from '../../src/app/quote.ts';
import { parseRoute } from '../../src/app/route.ts';
import type { Reading } from '../../src/engine/protocol.ts';
import { someEngine } from '../engine/some-engine.ts';

const today = '2026-05-01';

const rule = `# 会议室使用规定

第一条 会议室由秘书科管理。

第二条 使用会议室，应当提前一天预约。

预约后不用的，应当及时取消：

（一）当面取消；

（二）电话取消。

第三条 用后关闭电源。
`;

let now: Reading;
let old: Reading;
let notice: Reading;

beforeAll(async () => {
  const { engine, bring } = await someEngine();
  const { entries } = await bring({
    '会议室使用规定(2019-03-01).md': rule.replace('一天', '三天'),
    '会议室使用规定(2024-03-01).md': rule,
    '停电须知.md': '# 停电须知\n# 第二分册\n\n一、关闭设备。\n\n二、等候通知。\n',
  });
  const [first, , last] = [...entries.values()];
  now = await engine.read({ rule: first!.rule!, on: today });
  old = await engine.read({ rule: first!.rule!, edition: first!.edition!, on: today });
  notice = await engine.read({ rule: last!.rule!, on: today });
});

describe('copying a place', () => {
  test('an article: its words, then where they stand', () => {
    expect(quoteOfPlace(now, { unit: now.units[2]! })).toBe('用后关闭电源。\n——《会议室使用规定》第三条');
  });

  test('a paragraph of an article: its own words with its items, and its number', () => {
    const place = { unit: now.units[1]!, paragraph: 2 };
    expect(paragraphsOf(place.unit)).toHaveLength(2);
    expect(quoteOfPlace(now, place)).toBe(
      '预约后不用的，应当及时取消：\n（一）当面取消；\n（二）电话取消。\n——《会议室使用规定》第二条第二款',
    );
    expect(citationOfPlace(now, place)).toBe('《会议室使用规定》第二条第二款');
    expect(textOfPlace({ unit: place.unit, paragraph: 1 })).toBe('使用会议室，应当提前一天预约。');
    expect(textOfPlace({ unit: place.unit })).toContain('三天'.replace('三', '一'));
    expect(textOfPlace({ unit: place.unit, paragraph: 9 })).toBe('');
  });

  test('a text that no longer holds says of which day it is', () => {
    expect(quoteOfPlace(old, { unit: old.units[0]! })).toBe(
      '会议室由秘书科管理。\n——《会议室使用规定》第一条（2019-03-01）',
    );
  });

  test('where units are no articles, their label stands as it is, without its point; the volume belongs to the title', () => {
    const place = { unit: notice.units[1]! };
    expect(labelOfPlace(place)).toBe('二');
    expect(citationOfPlace(notice, place)).toBe('《停电须知 第二分册》二');
    // It has no date, so there is no day to name.
    expect(quoteOfPlace(notice, place)).toBe('等候通知。\n——《停电须知 第二分册》二');
  });
});

describe('the address of a place', () => {
  const page = 'http://office.example/app/';

  test('is that of the very wording, so that another number later does not make it another article', () => {
    const address = addressOfPlace(page, now, { unit: now.units[1]!, paragraph: 2 });
    expect(address).toBe(`${page}#/rule/${now.rule.id}/a2.p2?ed=${now.edition.hash.slice(0, 16)}`);
  });

  test('of an older edition is read back as that', () => {
    const address = addressOfPlace(page, old, { unit: old.units[0]! });
    expect(parseRoute(new URL(address).hash)).toEqual({
      page: 'rule',
      rule: old.rule.id,
      address: 'a1',
      edition: old.edition.hash.slice(0, 16),
    });
  });
});
