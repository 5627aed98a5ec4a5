/**
 * `**bold**`, `*leaning*`, `` `code` ``, `[words](address)`, and a backslash that makes any of these signs an ordinary
 * character. A closing mark needs no space or punctuation around it, unlike CommonMark, whose rule leaves
 * **《办法》**第三条 with its asterisks.
 */
const marks =
  /\*\*([^*\n]{1,2000})\*\*|\*([^*\s][^*\n]{0,500})\*|`([^`\n]{1,500})`|\[([^[\]\n]{1,300})\]\(([^()\s]{1,800})\)|\\([*_`[\]()#\\~|])/g;

export type InlineMarkKind = 'strong' | 'em' | 'code' | 'link' | 'escape';

/** One such mark; `from` to `to` are the words that stay, without the signs around them. */
export interface InlineMark {
  kind: InlineMarkKind;
  start: number;
  end: number;
  from: number;
  to: number;
  /** Where a link leads, as it is written. */
  address?: string;
}

function markOf(match: RegExpExecArray): InlineMark {
  const [whole, strong, em, code, words, address, escaped] = match;
  const start = match.index;
  const inner = strong ?? em ?? code ?? words ?? escaped!;
  const from = start + (strong === undefined ? 1 : 2);
  return {
    kind:
      strong !== undefined
        ? 'strong'
        : em !== undefined
          ? 'em'
          : code !== undefined
            ? 'code'
            : words !== undefined
              ? 'link'
              : 'escape',
    start,
    end: start + whole.length,
    from,
    to: from + inner.length,
    ...(address !== undefined && { address }),
  };
}

/** The marks of a stretch of words, in order. The page that is read and the editor both go by these. */
export function* inlineMarks(text: string): Generator<InlineMark> {
  for (const match of text.matchAll(marks)) yield markOf(match);
}
