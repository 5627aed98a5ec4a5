import { mostFindings, type TextFinding, type TextToCheck } from './check-finding.ts';
import { placeOfRun } from './check-place.ts';
import { textRuns } from './text-runs.ts';

const when =
  '(?:(?:在|于)?(?:[0-9一二三四五六七八九十]{1,3}个?(?:工作日|小时|日|天|周|月|年)(?:以内|之内|内|前)|每(?:年|月|季度|周|日|半年))，?|定期|及时|按时|一律|均)?';
/** 应急, 应用, 负责人 begin other words. */
const begins = new RegExp(`^${when}(应当|必须|不得|应(?=在|于|予|按|经|向|将|把|及时)|负责(?!任|人|同志))`);

/**
 * A duty that falls on nobody: a paragraph that begins 应当在三日内…. What follows a sentence with a subject takes
 * it from there, and items from the words above them. Codes of conduct speak to everybody and need not say so.
 */
export function checkDuties({ kind, parsed }: TextToCheck): TextFinding[] {
  if (kind === 'code' || kind === 'forwarded') return [];
  const found: TextFinding[] = [];
  for (const run of textRuns(parsed)) {
    const unit = parsed.units[run.unit];
    if (run.item !== undefined || unit === undefined || unit.kind === 'annex') continue;
    if ((run.paragraph ?? 1) > 1) continue;
    const match = begins.exec(run.text);
    if (match === null || isAttribute(run.text, match[0].length, match[1]!)) continue;
    if (found.length >= mostFindings) break;
    const start = run.start + match[0].length - match[1]!.length;
    found.push({
      kind: 'duty-without-subject',
      ...placeOfRun(run, parsed),
      start,
      end: start + match[1]!.length,
      detail: { word: match[1]! },
      weight: 'advice',
    });
  }
  return found;
}

/** After these the duty itself follows: 应当按照规定的期限换灯. */
const leadsOn =
  /^(?:按照|依照|根据|自|在|于|将|把|及时|定期|依法|遵守|执行|加强|建立|制定|采取|提供|提交|填写)/;

/** 应当回避的审判人员, 负责审批的部门: the word says which, and the subject follows. */
function isAttribute(text: string, from: number, word: string): boolean {
  const rest = text.slice(from, from + 81);
  if (word === '不得' || (word !== '负责' && leadsOn.test(rest))) return false;
  return /^[^，。；]{0,80}的/.test(rest);
}
