import type { Day } from './validity.ts';

/** 制度 an own rule · 规范 a conduct code · 转发 a document received and passed on · 法规 a law or regulation kept for reference. */
export type RuleKind = 'rule' | 'code' | 'forwarded' | 'law';

export const ruleKinds: readonly RuleKind[] = ['rule', 'code', 'forwarded', 'law'];

/** One dated line of a text's head: 2018年12月29日 …修订. */
export interface DatedEvent {
  on: Day;
  text: string;
}

/** 收文 fields of a forwarded document (收文登记簿). */
export interface Received {
  /** 来文单位 */
  from?: string;
  /** 收文号 */
  number?: string;
  /** 收文日期 */
  on?: Day;
  /** 知悉范围 */
  scope?: string;
  /** 发文机关是否允许转发 */
  mayForward?: boolean;
}

/**
 * One published text with everything that belongs to this wording. It never changes: the hash of its
 * canonical bytes is its name.
 */
export interface EditionContent {
  v: 1;
  title: string;
  /** The volume, when a long text lies in several files that go on counting (总则, 物权编). */
  part?: string;
  /** 文号 */
  docNo?: string;
  /** 发布机关 */
  issuer?: string;
  /** The date this edition is known by: from the file name, else the last dated event. */
  date?: Day;
  adoptedOn?: Day;
  publishedOn?: Day;
  effectiveOn?: Day;
  /** How `effectiveOn` is known: stated in metadata, stated by the text, or taken from the edition's date. */
  effectiveFrom?: 'metadata' | 'text' | 'date';
  expiresOn?: Day;
  /** 试行 or 暂行 */
  trial?: boolean;
  events: DatedEvent[];
  received?: Received;
  /** 解释机关 */
  interpreter?: string;
  /** 上位依据: titles of the texts that it rests on. */
  basis?: string[];
  /**
   * Stable ids of its units, in order: an article keeps its id when its number changes. Absent, an edition's units
   * are aligned with those of the edition before.
   */
  articleIds?: string[];
  /** Normalised Markdown of the body, without title, dates and front matter. */
  text: string;
}

/** What belongs to the rule and not to one wording. */
export interface RuleContent {
  v: 1;
  id: string;
  title: string;
  part?: string;
  kind: RuleKind;
  category?: string;
  /** Responsible unit (主管科室). */
  unit?: string;
  tags: string[];
  /** First day on which the rule no longer holds, if it was repealed by a plain statement. */
  repealedOn?: Day;
  /** Hashes, in order of arrival. */
  editions: string[];
}
