import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { numberToNumeral } from '../../src/rule/numeral.ts';
import { Random } from './random.ts';

/** A rule text as a file, and words that stand in it and in no other. */
export interface RuleTextFile {
  file: string;
  text: string;
  phrase: string;
}

const offices = '秘书 督查 信息 行政 财务 档案 保卫 后勤 机要 联络 人事 宣传 法规 值班 接待 车辆'.split(' ');
const subjects =
  '会议 用印 请假 差旅 采购 来访 借阅 培训 考勤 报修 值守 交接 公示 评议 归档 清点 登记 抽查 回访 通报 结算 移交 备案 勘验'.split(
    ' ',
  );
const who = ['经办人员', '科室负责人', '值班人员', '联络员', '保管人员', '分管领导'];
const duties = [
  '应当在三个工作日内填写登记表，并交科室留存。',
  '发现差错的，应当当日更正并说明原因。',
  '不得代签，不得事后补记。',
  '应当核对名称、数量和去向，核对不符的退回重办。',
  '每季度末汇总一次，报分管领导审阅。',
];
/** Characters that the sentences above hardly use, so that a phrase of them marks one text. */
const rare = [...'鹤鲸枫檐砚篱菱榆萤蓑笛莓杉鸢汀渚岫岚暮霁棹榭桐梧鹭鸥苇荻蔷薇琥珀璃瑚磬笙箫筝琵琶檀楠樟桂'];

/**
 * How long the texts are. Chromium keeps values from 64 kB on in files beside its database and then brings the
 * database to the disk by itself; so texts of all lengths show whether such files last, and only notes, whose
 * index stays small too, show whether the rest was waited for.
 */
export type Lengths = 'all' | 'notes';

/**
 * Rule texts in words of their own, the same for the same seed: with articles, citations among each other,
 * and for every sixth a second edition of an earlier one.
 */
export function ruleTexts(count: number, lengths: Lengths = 'all', seed = 1): RuleTextFile[] {
  const random = new Random(seed);
  const titles = offices.flatMap((office) => subjects.map((subject) => `${office}科${subject}管理办法`));
  const made: { title: string; lines: string[] }[] = [];
  return Array.from({ length: count }, (_, i) => {
    const earlier = i % 6 === 5 ? random.pick(made) : undefined;
    const title =
      earlier?.title ?? `${titles[i % titles.length]}${i < titles.length ? '' : `之${numberToNumeral(i)}`}`;
    const phrase = phraseOf(i);
    const length = lengths === 'notes' ? 1 + random.below(4) : i % 40 === 7 ? 1500 : 8 + random.below(60);
    const lines = earlier?.lines ?? articles(random, titles, length);
    if (earlier === undefined) made.push({ title, lines });
    const year = 2010 + Math.floor(i / 60);
    const month = String(1 + random.below(12)).padStart(2, '0');
    // The number makes editions of one title differ by date, whatever chance says.
    const date = `${year}-${month}-${String(1 + (i % 28)).padStart(2, '0')}`;
    const own = `第${numberToNumeral(lines.length + 1)}条 本办法的代号为${phrase}，自发布之日起施行。`;
    const text = `# ${title}\n\n${[...lines, own].join('\n\n')}\n`;
    return { file: `${title.slice(0, 3)}/${title}(${date}).md`, text, phrase };
  });
}

function articles(random: Random, titles: readonly string[], length: number): string[] {
  return Array.from({ length }, (_, i) => {
    const others = random.chance(0.2)
      ? `依照《${random.pick(titles)}》第${numberToNumeral(1 + random.below(9))}条办理。`
      : '';
    const items = random.chance(0.2) ? '\n\n（一）按规定留存；\n\n（二）按要求上报。' : '';
    return `第${numberToNumeral(i + 1)}条 ${random.pick(who)}${random.pick(duties)}${random.pick(who)}${random.pick(duties)}${others}${items}`;
  });
}

/** Its first two characters already differ for every number below 1,936. */
function phraseOf(number: number): string {
  const first = number % rare.length;
  const second = Math.floor(number / rare.length) % rare.length;
  return [first, second, (first + second) % rare.length].map((digit) => rare[digit]).join('');
}

/** Writes texts as files below a folder. */
export async function writeRuleTexts(folder: string, texts: readonly RuleTextFile[]): Promise<void> {
  for (const { file, text } of texts) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}
