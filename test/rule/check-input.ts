import { checkText } from '../../src/rule/check-text.ts';
import type { CitedInBase, TextFinding, TextToCheck } from '../../src/rule/check-finding.ts';
import { findCitations } from '../../src/rule/find-citations.ts';
import { parseText } from '../../src/rule/parse-text.ts';

/** What a test says of a text; the rest is a 办法 in which nothing is wrong. */
export type Given = Partial<TextToCheck['content']> &
  Partial<Pick<TextToCheck, 'kind' | 'amended' | 'begun'>> & {
    /** What the base says of the texts of others, by the words of the citation. */
    base?: Record<string, CitedInBase>;
  };

export function inputOf(text: string, given: Given = {}): TextToCheck {
  const { kind = 'rule', amended, begun, base = {}, ...content } = given;
  const parsed = parseText(text);
  const citations = findCitations(text, parsed);
  return {
    kind,
    content: { title: '灯光管理办法', ...content, text },
    parsed,
    citations,
    targetOf: (index) => base[text.slice(citations[index]!.start, citations[index]!.end)],
    ...(amended !== undefined && { amended }),
    ...(begun !== undefined && { begun }),
  };
}

export const findings = (text: string, given?: Given): TextFinding[] => checkText(inputOf(text, given));

/** Findings of some kinds, as kind, label and the marked words. */
export function marked(text: string, kinds: RegExp, given?: Given): [string, string, string][] {
  return findings(text, given)
    .filter(({ kind }) => kinds.test(kind))
    .map(({ kind, label, start, end }) => [kind, label, text.slice(start, end)]);
}
