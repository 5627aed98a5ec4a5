import { Lexer, type Token, type Tokens } from 'marked';
import { inlineSpans } from './inline-spans.ts';
import type { ReadingBlock, Span } from './reading-blocks.ts';

/** Quotes in quotes beyond this are no text but an attack. */
const deepest = 5;
const tooDeep = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){20}/m;

/** Blocks of Markdown that are no paragraphs: tables, lists, quotes, code. HTML in them is only words. */
export function markdownBlocks(markdown: string, depth = 0): ReadingBlock[] {
  if (tooDeep.test(markdown)) return [{ kind: 'code', text: markdown }];
  let tokens: Token[];
  try {
    // Blocks only: what marked does inside a line takes the square of its length.
    tokens = new Lexer().blockTokens(markdown);
  } catch {
    return [{ kind: 'code', text: markdown }];
  }
  return tokens.flatMap((token) => blockOf(token, depth));
}

function blockOf(token: Token, depth: number): ReadingBlock[] {
  switch (token.type) {
    case 'table': {
      const table = token as Tokens.Table;
      const cell = ({ text }: Tokens.TableCell): Span[] => spansOf(text);
      return [
        { kind: 'table', header: table.header.map(cell), rows: table.rows.map((row) => row.map(cell)) },
      ];
    }
    case 'list': {
      const list = token as Tokens.List;
      return [{ kind: 'list', ordered: list.ordered, items: list.items.map(({ text }) => spansOf(text)) }];
    }
    case 'blockquote': {
      const { raw, text } = token as Tokens.Blockquote;
      if (depth >= deepest) return [{ kind: 'code', text: raw }];
      return [{ kind: 'quote', blocks: markdownBlocks(text, depth + 1) }];
    }
    case 'code':
      return [{ kind: 'code', text: (token as Tokens.Code).text }];
    case 'space':
    case 'hr':
      return [];
    default:
      return [
        {
          kind: 'paragraph',
          number: 0,
          spans: spansOf('text' in token ? String(token.text) : token.raw),
          items: [],
        },
      ];
  }
}

const spansOf = (text: string): Span[] => inlineSpans(text, 0, [], 0);
