import { defineLanguageFacet, Language, languageDataProp } from '@codemirror/language';
import { parser, Table, type InlineContext, type MarkdownConfig } from '@lezer/markdown';
import { inlineMarkAt } from '../../../src/app/written-line.ts';

/** Names in the tree for what `inlineMarkAt` tells apart. */
const nodes = {
  strong: ['StrongEmphasis', 'EmphasisMark'],
  em: ['Emphasis', 'EmphasisMark'],
  code: ['InlineCode', 'CodeMark'],
  link: ['Link', 'LinkMark'],
  escape: ['Escape', 'EscapeMark'],
} as const;

function parseMark(cx: InlineContext, _next: number, pos: number): number {
  const { text, offset } = cx;
  const mark = inlineMarkAt(text, pos - offset);
  if (mark === undefined) return -1;
  const [name, sign] = nodes[mark.kind];
  const end = mark.end + offset;
  const signs = [cx.elt(sign, pos, mark.from + offset)];
  if (mark.to < mark.end) signs.push(cx.elt(sign, mark.to + offset, end));
  return cx.addElement(cx.elt(name, pos, end, signs));
}

/**
 * Inline marks as the published page reads them. CommonMark's own rule, which wants space or punctuation around a
 * closing mark and so fails between Chinese characters, is left out together with everything else that the page does
 * not know: HTML, entities, pictures, headings by underlining, code by indent.
 */
const asPublished: MarkdownConfig = {
  defineNodes: ['EscapeMark'],
  parseInline: [{ name: 'PaperMark', parse: parseMark }],
  remove: [
    'Escape',
    'Entity',
    'InlineCode',
    'HTMLTag',
    'Emphasis',
    'HardBreak',
    'Link',
    'Image',
    'LinkEnd',
    'IndentedCode',
    'HTMLBlock',
    'LinkReference',
    'SetextHeading',
    'HorizontalRule',
    'Blockquote',
    'BulletList',
    'OrderedList',
  ],
};

const data = defineLanguageFacet();

export const paperParser = parser.configure([
  Table,
  asPublished,
  { props: [languageDataProp.add({ Document: data })] },
]);

/** Markdown of a rule text, told to the editor. */
export const paperLanguage = new Language(data, paperParser, [], 'paper');
