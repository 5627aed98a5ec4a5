/** Title of a rule with its volume: 中华人民共和国民法典　物权编. */
export function ruleTitle(rule: { title: string; part?: string | undefined }): string {
  return rule.part === undefined ? rule.title : `${rule.title}　${rule.part}`;
}
