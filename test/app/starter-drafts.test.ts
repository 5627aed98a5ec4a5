import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { starterDrafts } from '../../src/app/starter-drafts.ts';

const texts = readdirSync('content/rules').map((name) => readFileSync(`content/rules/${name}`, 'utf8'));

test('every change of the sample drafts finds its words once in the text that it revises', () => {
  for (const { title, changes } of starterDrafts) {
    const text = texts.find((one) => one.includes(`title: ${title}\n`));
    expect(text, title).toBeDefined();
    const body = text!.slice(text!.indexOf('\n---\n', 4));
    for (const [words] of changes) expect(body.split(words), words).toHaveLength(2);
  }
});
