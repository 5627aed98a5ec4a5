import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readText } from '../../src/exchange/read-text.ts';
import { unitAddressOf } from '../../src/rule/address.ts';
import type { CitableRule, Citation, TitleBase } from '../../src/rule/citation.ts';
import { effectiveClause } from '../../src/rule/clauses.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { resolveCitation } from '../../src/rule/resolve-citation.ts';
import type { Item, Paragraph, RuleText } from '../../src/rule/rule-text.ts';
import { titleKey } from '../../src/rule/title-key.ts';
import { validityOn } from '../../src/rule/validity.ts';

const today = '2026-11-23';
const folder = new URL('../../content/rules/', import.meta.url);

/** What each file is meant to be: units (annexes not counted), style and standing on the day above. */
const intended: Record<string, [units: number, style: RuleText['style'], standing: string]> = {
  'appraisal.2026.md': [22, 'articles', 'notYet'],
  'conduct.2025.md': [28, 'articles', 'inForce'],
  'documents.2025.md': [22, 'articles', 'inForce'],
  'forwarded-fewer-meetings.2026.md': [16, 'numbered', 'inForce'],
  'forwarded-thrift.2026.md': [16, 'articles', 'inForce'],
  'information.2026.md': [21, 'articles', 'inForce'],
  'liaison.2025.md': [16, 'numbered', 'inForce'],
  'meetings.2023.md': [23, 'articles', 'amended'],
  'meetings.2026.md': [26, 'articles', 'inForce'],
  'posts.2024.md': [18, 'articles', 'inForce'],
  'rulemaking.2026.md': [24, 'articles', 'inForce'],
  'supervision.2026.md': [20, 'articles', 'inForce'],
  'supplies.2019.md': [18, 'articles', 'repealed'],
  'supplies.2026.md': [18, 'articles', 'inForce'],
  'vehicles.2025.md': [18, 'articles', 'inForce'],
};
const units = ['综合科', '秘书科', '法规科', '督查科', '信息科', '行政科', '机关党委'];
const categories = ['综合管理', '会议', '公文', '督查考核', '人员管理', '党建联络', '后勤保障', '信息安全'];
/** Real texts that the rules rest on and that do not lie in the folder. */
const outside = [
  '党政机关公文处理工作条例',
  '党政机关公务用车管理办法',
  '党政机关厉行节约反对浪费条例',
  '中华人民共和国公务员法',
  '中华人民共和国保守国家秘密法',
  '中华人民共和国网络安全法',
  '中华人民共和国个人信息保护法',
];

const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => {
    const raw = readFileSync(new URL(name, folder), 'utf8');
    const read = readText(name, raw);
    const { content, rule, citations } = read.edition;
    const parsed = parseText(content.text);
    return {
      name,
      raw,
      content,
      rule,
      citations,
      parsed,
      repeals: read.edition.repeals,
      warnings: read.warnings,
    };
  });
type Text = (typeof texts)[number];

const own = (text: Text) => text.parsed.units.filter((unit) => unit.kind !== 'annex');
const sameRule = (text: Text) => texts.filter((other) => other.content.title === text.content.title);
const wordsOf = (text: Text, at: number) => {
  const unit = own(text).at(at)!;
  return text.content.text.slice(unit.start, unit.end);
};

/** The folder as a base; the file name stands for the edition's hash. */
const base: TitleBase = {
  byTitleKey(key) {
    const editions = texts.filter((text) => titleKey(text.content.title) === key).map(citable);
    return editions.length === 0 ? [] : [{ id: key, editions } satisfies CitableRule];
  },
};

function citable(text: Text): CitableRule['editions'][number] {
  return {
    hash: text.name,
    ...(text.content.effectiveOn !== undefined && { from: text.content.effectiveOn }),
    has: (address) => text.parsed.units.some((unit) => unit.address === address),
  };
}

function resolve(from: Text, citation: Citation) {
  const rule = titleKey(from.content.title);
  const edition = citable(from);
  const day = from.content.effectiveOn!;
  return resolveCitation(citation, { rule, edition: from.name, day, has: (unit) => edition.has(unit) }, base);
}

/** Does the text have the cited 款 and 项, not only the article? */
function hasPlace(text: Text, citation: Citation, address: string): boolean {
  const unit = text.parsed.units.find((one) => one.address === unitAddressOf(address));
  const paragraphs = unit?.blocks.filter((block): block is Paragraph => block.kind === 'paragraph') ?? [];
  const { paragraph, item } = citation.place ?? {};
  if (paragraph !== undefined && paragraphs[paragraph - 1] === undefined) return false;
  if (item === undefined) return unit !== undefined;
  const holder =
    paragraph === undefined ? paragraphs.find((one) => one.items.length > 0) : paragraphs[paragraph - 1];
  return holder?.items.some((one) => one.number === item) ?? false;
}

test('the folder holds exactly the intended texts', () => {
  expect(texts.map((text) => text.name)).toEqual(Object.keys(intended));
});

describe.each(texts)('$name', (text) => {
  const { content, rule, parsed } = text;

  test('reads without a warning, in the intended style and length', () => {
    expect(text.warnings).toEqual([]);
    expect([own(text).length, parsed.style]).toEqual(intended[text.name]!.slice(0, 2));
  });

  test('says who made it, when, and where it belongs', () => {
    expect(content.docNo).toMatch(/^[一-龥]+〔20\d\d〕[1-9]\d*号$/);
    expect(content.issuer).toContain('锦川市');
    expect(categories).toContain(rule.category);
    expect(units).toContain(rule.unit);
    expect(rule.tags?.length).toBeGreaterThan(0);
    expect(content.date).toBe(content.publishedOn);
    expect(text.raw).toContain(`\n# ${content.title}\n`);
    const days = [content.adoptedOn, content.publishedOn, content.effectiveOn].filter(
      (day) => day !== undefined,
    );
    expect(days).toEqual([...days].sort());
  });

  test('numbers its items without a gap', () => {
    const lists: Item[][] = own(text)
      .flatMap((unit) => unit.blocks)
      .flatMap((block) => (block.kind === 'paragraph' && block.items.length > 0 ? [block.items] : []));
    for (const items of lists) {
      expect(items.map((item) => item.number)).toEqual(items.map((_, index) => index + 1));
      expect(items.slice(0, -1).every((item) => item.text.endsWith('；'))).toBe(true);
      expect(items.at(-1)!.text).toMatch(/。$/);
    }
  });

  test('ends with the clauses on interpretation and effect', () => {
    expect(wordsOf(text, -2)).toMatch(/由.{2,12}负责解释。/);
    const clause = effectiveClause(content.text, parsed);
    const stated = clause && ('on' in clause ? clause.on : content.publishedOn);
    expect(stated).toBe(content.effectiveOn);
    expect(wordsOf(text, -1)).toMatch(/起施行/);
  });

  test('has the intended standing', () => {
    const all = sameRule(text).map((other) => other.content);
    expect(validityOn(today, content, all, rule.repealedOn)).toBe(intended[text.name]![2]);
  });

  test('cites only what exists, down to 款 and 项', () => {
    for (const citation of text.citations) {
      const cited = content.text.slice(citation.start, citation.end);
      if (citation.text.kind === 'title' && outside.includes(citation.text.title)) continue;
      const target = resolve(text, citation);
      expect(target, cited).toBeDefined();
      if (target?.address === undefined) continue;
      const edition = texts.find((other) => other.name === target.edition)!;
      expect(hasPlace(edition, citation, target.address), `${cited} in ${edition.name}`).toBe(true);
      if (citation.to !== undefined) expect(target.toAddress, cited).toBeDefined();
    }
  });

  test('is written in full-width punctuation, every paragraph closed', () => {
    const table = (line: string) => line.startsWith('|');
    const lines = content.text.split('\n').filter((line) => line !== '' && !table(line));
    expect(lines.filter((line) => /[,;:?!()<>"'[\]]|\.(?!\d)/.test(line))).toEqual([]);
    const paragraphs = lines.filter((line) => !line.startsWith('#') && !line.startsWith('附件'));
    expect(paragraphs.filter((line) => !/[。；：]$/.test(line))).toEqual([]);
  });
});

test('document numbers are given once', () => {
  const numbers = texts.map((text) => text.content.docNo);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('the meeting rule has two editions that differ, and citations go to the one in force at the time', () => {
  const [before, after] = sameRule(texts.find((text) => text.name === 'meetings.2023.md')!);
  expect(after?.name).toBe('meetings.2026.md');
  expect(before!.content.text).not.toBe(after!.content.text);
  const editionsCited = (name: string) => {
    const from = texts.find((text) => text.name === name)!;
    const targets = from.citations.map((citation) => resolve(from, citation));
    return new Set(
      targets.filter((target) => target?.rule === '会议管理制度').map((target) => target!.edition),
    );
  };
  expect([...editionsCited('conduct.2025.md')]).toEqual(['meetings.2023.md']);
  expect([...editionsCited('supervision.2026.md')]).toEqual(['meetings.2026.md']);
});

test('one rule repeals another, on the day on which that one ends', () => {
  const repealing = texts.filter((text) => text.repeals.length > 0);
  expect(repealing.map((text) => text.name)).toEqual(['supplies.2026.md']);
  const [title] = repealing[0]!.repeals;
  const repealed = texts.filter((text) => titleKey(text.content.title) === title);
  expect(repealed.map((text) => text.rule.repealedOn)).toEqual([repealing[0]!.content.effectiveOn]);
});

test('one rule is on trial, with an end', () => {
  const trial = texts.filter((text) => text.content.trial);
  expect(trial.map((text) => [text.name, text.content.expiresOn])).toEqual([
    ['vehicles.2025.md', '2027-09-30'],
  ]);
});

test('forwarded documents say from whom they came, when, and for whom they are', () => {
  const forwarded = texts.filter((text) => text.rule.kind === 'forwarded');
  expect(forwarded).toHaveLength(2);
  for (const { content } of forwarded) {
    expect(content.received).toMatchObject({ from: content.issuer, mayForward: true });
    expect(content.received!.number).toMatch(/^收2026-\d{4}$/);
    expect(content.received!.on! >= content.publishedOn!).toBe(true);
    expect(content.received!.scope).toBeTruthy();
  }
});
