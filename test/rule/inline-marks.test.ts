import { expect, test } from 'vitest';
import { inlineMarkAt, inlineMarks } from '../../src/rule/inline-marks.ts';
import { inlineSpans } from '../../src/rule/inline-spans.ts';
import { paperParser } from '../../components/drafting/paper/paper-language.ts';
import { inlineCases } from './inline-cases.ts';

/** What the page draws. A link that may not be opened is only words there; which one may is told elsewhere. */
function onPage(written: string): (readonly [string, string])[] {
  const kinds = new Map([...inlineMarks(written)].map(({ from, kind }) => [from, kind]));
  let at = 0;
  return inlineSpans(written, 0, [], 0).map((span) => {
    at = written.indexOf(span.text, at);
    const style = span.strong ? 'strong' : span.em ? 'em' : span.code ? 'code' : (kinds.get(at) ?? '');
    at += span.text.length;
    return [span.text, style];
  });
}

const styles: Record<string, string> = {
  StrongEmphasis: 'strong',
  Emphasis: 'em',
  InlineCode: 'code',
  Link: 'link',
  Escape: 'escape',
};

/** What the editor draws by its tree: signs are hidden, the rest takes the look of the node it lies in. */
function inEditor(written: string): (readonly [string, string])[] {
  const drawn: [string, string][] = [];
  let at = 0;
  const push = (to: number, style: string): void => {
    if (to > at) drawn.push([written.slice(at, to), style]);
    at = to;
  };
  let style = '';
  paperParser.parse(written).iterate({
    enter: ({ name, from, to }) => {
      if (styles[name] !== undefined) {
        push(from, '');
        style = styles[name];
      } else if (name.endsWith('Mark')) {
        push(from, style);
        at = to;
      }
    },
    leave: ({ name, to }) => {
      if (styles[name] === undefined) return;
      push(to, style);
      style = '';
    },
  });
  push(written.length, '');
  return drawn;
}

test.each(inlineCases)('%s is drawn alike on the page and in the editor', (written, drawn) => {
  expect(onPage(written)).toEqual(drawn);
  expect(inEditor(written)).toEqual(drawn);
});

test('a mark is found at its own place and nowhere else', () => {
  const written = '根据**《办法》**和*别的*，`x`。';
  const found = [...inlineMarks(written)];
  expect(found.map(({ kind, start }) => [kind, start])).toEqual([
    ['strong', 2],
    ['em', 11],
    ['code', 16],
  ]);
  for (const mark of found) expect(inlineMarkAt(written, mark.start)).toEqual(mark);
  expect(inlineMarkAt(written, 5)).toBeUndefined();
});

test('thousands of signs that close nothing take no square of their number', () => {
  const written = '*a'.repeat(3000) + '[['.repeat(3000) + '`'.repeat(3001);
  expect(paperParser.parse(written).length).toBe(written.length);
  expect(inlineSpans(written, 0, [], 0).length).toBeGreaterThan(0);
});
