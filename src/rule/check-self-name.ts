import { mostFindings, type TextFinding, type TextToCheck } from './check-finding.ts';
import { placeOfRun } from './check-place.ts';
import { unquoted } from './check-unquoted.ts';
import { textRuns } from './text-runs.ts';
import { titleKey } from './title-key.ts';

/** 本决定 and 本通知 are left out: they stand above the text that they carry. */
const kinds = '条例|办法|规定|细则|规则|准则|守则|规范|制度|规程|章程|方案|意见|标准|纲要|解释';
const ofTitle = new RegExp(`(${kinds}|决定|通知|法典|法)$`);
/** 基本制度, 样本标准, 成本规定: 本 is the end of another word. */
const selfWord = new RegExp(`(?<![基根资文样成日版原课书副正标范亏股够读脚剧])本(${kinds})(?!序)`, 'g');

/** The name a text gives itself is not the one in its title: 本规定 in a 办法. */
export function checkSelfName({ content, parsed }: TextToCheck): TextFinding[] {
  const expected = kindOfTitle(content.title);
  if (expected === undefined) return [];
  const found: TextFinding[] = [];
  for (const run of textRuns(parsed)) {
    // An annex is a text of its own and may have its own name.
    if (parsed.units[run.unit]?.kind === 'annex' || !run.text.includes('本')) continue;
    for (const match of unquoted(run.text).matchAll(selfWord)) {
      if (match[1] === expected) continue;
      if (found.length >= mostFindings) return found;
      const start = run.start + match.index;
      found.push({
        kind: 'self-name',
        ...placeOfRun(run, parsed),
        start,
        end: start + match[0].length,
        detail: { expected: `本${expected}`, found: match[0] },
        weight: 'error',
      });
    }
  }
  return found;
}

/** 会议管理办法（试行） → 办法; undefined for a title that names no kind. */
function kindOfTitle(title: string): string | undefined {
  const bare = titleKey(title).replace(/(?:（[^（）]*）)+$/, '');
  return ofTitle.exec(bare)?.[1];
}
