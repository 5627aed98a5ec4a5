import { marked, type Token, type Tokens } from 'marked';
import { safeHref } from './inline-spans.ts';
import type { ReadingBlock, Span } from './reading-blocks.ts';

/** Quotes in quotes beyond this are no text but an attack. */
const deepest = 5;

/** Blocks of Markdown that are no paragraphs: tables, lists, quotes, code. HTML in them is only words. */
export function markdownBlocks(markdown: string, depth = 0): ReadingBlock[] {
  let tokens: Token[];
  try {
    tokens = marked.lexer(markdown);
  } catch {
    return [{ kind: 'code', text: markdown }];
  }
  return tokens.flatMap((token) => blockOf(token, depth));
}

function blockOf(token: Token, depth: number): ReadingBlock[] {
  switch (token.type) {
    case 'table': {
      const table = token as Tokens.Table;
      const cell = ({ tokens }: Tokens.TableCell): Span[] => spansOf(tokens);
      return [
        { kind: 'table', header: table.header.map(cell), rows: table.rows.map((row) => row.map(cell)) },
      ];
    }
    case 'list': {
      const list = token as Tokens.List;
      return [{ kind: 'list', ordered: list.ordered, items: list.items.map((item) => spansOf(item.tokens)) }];
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
          spans: spansOf('tokens' in token ? token.tokens : [token]),
          items: [],
        },
      ];
  }
}

function spansOf(tokens: readonly Token[] | undefined, style: Omit<Span, 'text'> = {}, depth = 0): Span[] {
  if (tokens === undefined || depth > deepest) return [];
  return tokens.flatMap((token): Span[] => {
    switch (token.type) {
      case 'strong':
        return spansOf(token.tokens, { ...style, strong: true }, depth + 1);
      case 'em':
        return spansOf(token.tokens, { ...style, em: true }, depth + 1);
      case 'codespan':
        return [{ ...style, text: (token as Tokens.Codespan).text, code: true }];
      case 'link': {
        const { href, tokens: inner } = token as Tokens.Link;
        const safe = safeHref(href);
        return spansOf(inner, { ...style, ...(safe !== undefined && { href: safe }) }, depth + 1);
      }
      case 'br':
        return [{ ...style, text: '\n' }];
      case 'html':
      case 'image':
        return [{ ...style, text: token.raw }];
      default: {
        const inner = 'tokens' in token ? token.tokens : undefined;
        if (inner !== undefined && inner.length > 0) return spansOf(inner, style, depth + 1);
        return [{ ...style, text: 'text' in token ? String(token.text) : token.raw }];
      }
    }
  });
}
