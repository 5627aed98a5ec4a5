/** A revision that somebody in the sample office has begun. */
export interface StarterDraft {
  /** Title of the text that it revises. */
  title: string;
  /** Words that give way to others; each stands in the text once. */
  changes: [words: string, others: string][];
}

export const starterDrafts: StarterDraft[] = [
  {
    title: '公务用车租用比价管理办法（试行）',
    changes: [
      ['# 公务用车租用比价管理办法（试行）', '# 公务用车租用比价管理办法'],
      ['应当在出行2个工作日前填写', '应当在出行1个工作日前填写'],
      ['单次预计费用不超过2000元的', '单次预计费用不超过3000元的'],
      ['单次预计费用超过2000元不超过1万元的', '单次预计费用超过3000元不超过1万元的'],
      ['向不少于3家企业询价', '向不少于3家、其中至少1家为新增的企业询价'],
    ],
  },
];
