import { parseDocument } from 'yaml';
import { readDay } from '../rule/text-dates.ts';
import { ruleKinds, type Received, type RuleKind } from '../rule/edition.ts';
import type { Day } from '../rule/validity.ts';
import { isRuleId } from '../store/rule-id.ts';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';

/** What the front matter of a file says; every key may be missing. */
export interface FrontMatter {
  id?: string;
  title?: string;
  part?: string;
  kind?: RuleKind;
  category?: string;
  unit?: string;
  tags?: string[];
  docNo?: string;
  issuer?: string;
  date?: Day;
  adoptedOn?: Day;
  publishedOn?: Day;
  effectiveOn?: Day;
  /** How the one who wrote the file came to know `effectiveOn`. */
  effectiveFrom?: 'metadata' | 'text' | 'date';
  expiresOn?: Day;
  repealedOn?: Day;
  trial?: boolean;
  received?: Received;
  interpreter?: string;
  basis?: string[];
  articleIds?: string[];
  /** Keys and values that were not understood, for the report. */
  warnings: { code: 'unknown-key' | 'date'; at: string }[];
}

/** Names by which a key may be written. */
const names: Record<string, keyof FrontMatter> = {
  标题: 'title',
  名称: 'title',
  分册: 'part',
  类型: 'kind',
  类别: 'category',
  科室: 'unit',
  主管科室: 'unit',
  标签: 'tags',
  文号: 'docNo',
  发文字号: 'docNo',
  发布机关: 'issuer',
  版本日期: 'date',
  通过日期: 'adoptedOn',
  发布日期: 'publishedOn',
  公布日期: 'publishedOn',
  施行日期: 'effectiveOn',
  有效期至: 'expiresOn',
  废止日期: 'repealedOn',
  试行: 'trial',
  收文: 'received',
  解释部门: 'interpreter',
  解释机关: 'interpreter',
  上位依据: 'basis',
};
const receivedNames: Record<string, keyof Received> = {
  来文单位: 'from',
  收文号: 'number',
  收文日期: 'on',
  知悉范围: 'scope',
  允许转发: 'mayForward',
};
const kindNames: Record<string, RuleKind> = {
  制度: 'rule',
  规范: 'code',
  转发文件: 'forwarded',
  法律法规: 'law',
};
const texts = new Set(['id', 'title', 'part', 'category', 'unit', 'docNo', 'issuer', 'interpreter']);
const days = new Set(['date', 'adoptedOn', 'publishedOn', 'effectiveOn', 'expiresOn', 'repealedOn']);

/** Longest value that is kept. */
const longest = 300;

/**
 * Splits a file into its front matter and the rest.
 *
 * @returns undefined when the file has none
 */
export function splitFrontMatter(text: string): { yaml: string; rest: string } | undefined {
  const open = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (open === null) return undefined;
  const head = text.slice(open[0].length, open[0].length + limits.frontMatter + 8);
  const close = /(?:^|\n)---[ \t]*(?:\r?\n|$)/.exec(head);
  if (close === null) return undefined;
  return {
    yaml: head.slice(0, close.index),
    rest: text.slice(open[0].length + close.index + close[0].length),
  };
}

/**
 * Reads front matter. YAML without anchors, tags or merging: values are words, numbers, days and lists.
 *
 * @throws {Refusal} `front-matter` when it is no mapping
 */
export function readFrontMatter(yaml: string): FrontMatter {
  let value: unknown;
  try {
    const document = parseDocument(yaml, {
      schema: 'failsafe',
      merge: false,
      uniqueKeys: false,
      strict: true,
      logLevel: 'error',
    });
    if (document.errors.length > 0) throw document.errors[0]!;
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    throw new Refusal('front-matter');
  }
  const made: FrontMatter = { warnings: [] };
  if (value === null || value === '' || value === undefined) return made;
  if (typeof value !== 'object' || Array.isArray(value)) throw new Refusal('front-matter');
  for (const [written, given] of Object.entries(value)) take(made, written, given);
  return made;
}

function take(made: FrontMatter, written: string, given: unknown): void {
  const key = names[written] ?? (written as keyof FrontMatter);
  const text = typeof given === 'string' ? given.trim().slice(0, longest) : undefined;
  if (text === '') return;
  if (texts.has(key) && text !== undefined) {
    if (key === 'id' && !isRuleId(text)) made.warnings.push({ code: 'unknown-key', at: written });
    else Object.assign(made, { [key]: text });
  } else if (days.has(key) && text !== undefined) {
    const day = readDay(text);
    if (day === undefined) made.warnings.push({ code: 'date', at: `${written}: ${text.slice(0, 40)}` });
    else Object.assign(made, { [key]: day });
  } else if (key === 'kind' && text !== undefined && kindOf(text) !== undefined) {
    made.kind = kindOf(text)!;
  } else if (key === 'trial' && text !== undefined) {
    made.trial = isYes(text);
  } else if (key === 'effectiveFrom' && (text === 'metadata' || text === 'text' || text === 'date')) {
    made.effectiveFrom = text;
  } else if (key === 'tags') {
    made.tags = listOf(given, 40, 30);
  } else if (key === 'basis') {
    made.basis = listOf(given, longest, 50);
  } else if (key === 'articleIds' && Array.isArray(given)) {
    if (!given.every(isArticleId)) made.warnings.push({ code: 'unknown-key', at: written });
    else made.articleIds = given;
  } else if (key === 'received' && typeof given === 'object' && given !== null) {
    made.received = receivedOf(given as Record<string, unknown>, made);
  } else {
    made.warnings.push({ code: 'unknown-key', at: written.slice(0, 60) });
  }
}

const isYes = (text: string): boolean => ['true', 'yes', '是', '1'].includes(text.toLowerCase());

function kindOf(text: string): RuleKind | undefined {
  return Object.hasOwn(kindNames, text) ? kindNames[text] : ruleKinds.find((kind) => kind === text);
}

/** A list, or words with commas between them; nothing twice. */
function listOf(given: unknown, longestWord: number, most: number): string[] {
  const list = Array.isArray(given) ? given : typeof given === 'string' ? given.split(/[,，、;；]/) : [];
  const words = list
    .filter((word): word is string => typeof word === 'string')
    .map((word) => word.trim().slice(0, longestWord));
  return [...new Set(words.filter(Boolean))].slice(0, most);
}

function isArticleId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9][a-z0-9.~+-]{0,60}$/.test(value);
}

function receivedOf(given: Record<string, unknown>, made: FrontMatter): Received {
  const received: Received = {};
  for (const [written, value] of Object.entries(given)) {
    const key = receivedNames[written] ?? (written as keyof Received);
    const text = typeof value === 'string' ? value.trim().slice(0, longest) : '';
    if (text === '') continue;
    if (key === 'on') {
      const day = readDay(text);
      if (day === undefined) made.warnings.push({ code: 'date', at: `${written}: ${text.slice(0, 40)}` });
      else received.on = day;
    } else if (key === 'mayForward') received.mayForward = isYes(text);
    else if (key === 'from' || key === 'number' || key === 'scope') received[key] = text;
    else made.warnings.push({ code: 'unknown-key', at: written.slice(0, 60) });
  }
  return received;
}
