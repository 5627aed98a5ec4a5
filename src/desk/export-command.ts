import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Options } from './command-line.ts';
import { openBase } from './open-base.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';

/** `guiju export --data DIR --format md --out DIR [--json]`: every edition as a Markdown file that reads back to it. */
export async function exportCommand(
  _args: readonly string[],
  options: Options,
  words: DeskWords,
): Promise<number> {
  if (options.out === undefined) throw new UsageError(words.needOut);
  if (options.format !== undefined && options.format !== 'md') throw new UsageError(words.onlyMarkdown);
  const begun = performance.now();
  const engine = await openBase(options, words);
  try {
    const rules = new Set<string>();
    let files = 0;
    for await (const { rule, path, text } of engine.markdownFiles()) {
      const target = join(options.out, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
      rules.add(rule);
      files += 1;
    }
    const ms = performance.now() - begun;
    if (options.json) console.log(JSON.stringify({ rules: rules.size, editions: files, files, ms }));
    else console.log(words.exported(files, options.out));
    return 0;
  } finally {
    await engine.close();
  }
}
