import { expect, test } from 'vitest';
import { inlineMarks } from '../../src/rule/inline-marks.ts';
import { inlineSpans } from '../../src/rule/inline-spans.ts';
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

test.each(inlineCases)('%s is drawn so on the page', (written, drawn) => {
  expect(onPage(written)).toEqual(drawn);
});

test('thousands of signs that close nothing take no square of their number', () => {
  const written = '*a'.repeat(3000) + '[['.repeat(3000) + '`'.repeat(3001);
  expect(inlineSpans(written, 0, [], 0).length).toBeGreaterThan(0);
});
