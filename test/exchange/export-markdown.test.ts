import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editionToMarkdown } from '../../src/exchange/export-markdown.ts';
import { readText } from '../../src/exchange/read-text.ts';
import { Refusal } from '../../src/exchange/refusal.ts';
import type { EditionContent, RuleContent } from '../../src/rule/edition.ts';
import { anyText } from '../rule/some-text.ts';

const rule: RuleContent = { v: 1, id: 'abcd1234ef', title: '灯光办法', kind: 'rule', tags: [], editions: [] };

/** Out and in again, under another file name. */
const back = (content: EditionContent, one: RuleContent = rule) =>
  readText('别处/x.md', editionToMarkdown(one, content)).edition;

function imported(path: string, raw: string): EditionContent | undefined {
  try {
    return readText(path, raw).edition.content;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

const body = '第一条 下班关灯。\n\n第二条 本办法自2020年6月1日起施行，有效期两年。';

describe('an edition reads back as it was', () => {
  test.each([
    ['the least', '灯.md', body.slice(0, 9)],
    ['from a file with a date', '灯光办法(2020-05-01).md', body],
    [
      'with a head',
      '灯.md',
      `# 灯光法典\n# 总则\n（2020年5月1日 会议通过（草案）\n2020年5月2日 公布）\n<!-- INFO END -->\n${body}`,
    ],
    ['amended later', '灯.md', `# 灯\n2010年1月1日 通过\n2022年5月2日 修正\n<!-- INFO END -->\n${body}`],
    [
      'from its publication on',
      '灯.md',
      '# 灯\n2010年1月1日 通过\n2010年5月2日 公布\n<!-- INFO END -->\n第一条 自公布之日起施行。',
    ],
    ['on trial', '灯光办法（试行）.md', body],
    ['called a trial and none', '灯.md', `---\ntrial: false\n---\n# 灯光办法（试行）\n\n${body}`],
    [
      'with everything',
      '灯.md',
      `---\ndocNo: "007"\nissuer: "办公室: 综合"\nexpiresOn: 2025-01-01\neffectiveOn: 2020-01-01\ntrial: true\ninterpreter: 综合科\nbasis: [公务员法, 保密法]\narticleIds: [a1, a2-x]\nreceived:\n  from: 上级\n  scope: |-\n    甲\n    乙\n  mayForward: false\n---\n# 灯 # ---\n\n${body}`,
    ],
    [
      'with many dated lines',
      '灯.md',
      `# 灯\n${Array.from({ length: 60 }, (_, i) => `${1950 + i}年1月1日 修订`).join('\n')}\n<!-- INFO END -->\n${body}`,
    ],
    [
      'with a body like a head',
      '灯.md',
      `# 灯\n\n<!-- INFO END -->\n\n# 灯\n\n2020年1月1日 通过\n\n<!-- INFO END -->\n\n${body}`,
    ],
    [
      'with tables, quotes and lists',
      '灯.md',
      `# 灯\n\n${body}\n\n附件 表\n\n| a |\n|---|\n\n> 甲\n> 乙\n\n- 丙\n  - 丁`,
    ],
  ])('%s', (_, path, raw) => {
    const content = imported(path, raw);
    expect(content).toBeDefined();
    expect(back(content!).content).toEqual(content);
  });

  test('whatever was read', () => {
    const head = fc.constantFrom(
      '',
      '# 灯\n\n',
      '# 灯\n# 总则\n\n',
      '---\ntitle: 灯\nexpiresOn: 2030-01-01\n---\n',
      '# 灯（试行）\n2020年1月1日 通过\n2020年3月1日 施行\n',
      '# 灯\n2020年1月1日 公布\n<!-- INFO END -->\n',
    );
    const end = fc.constantFrom('', '\n\n第一百条 自2020年5月1日起施行。', '\n\n第一百条 自印发之日起施行。');
    fc.assert(
      fc.property(fc.constantFrom('灯.md', '灯(2020-02-02).txt'), head, anyText, end, (path, ...parts) => {
        const content = imported(path, parts.join(''));
        fc.pre(content !== undefined);
        expect(back(content).content).toEqual(content);
      }),
      { seed: 67, numRuns: 800 },
    );
  });
});

test('and so does what belongs to the rule', () => {
  const full: RuleContent = {
    ...rule,
    kind: 'forwarded',
    category: '后勤',
    unit: '综合科',
    tags: ['灯', '电, 火'],
    repealedOn: '2026-01-01',
  };
  const { v: _, title: __, editions: ___, ...known } = full;
  expect(back(imported('灯.md', body)!, full).rule).toEqual(known);
});
