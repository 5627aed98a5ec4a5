import type { Options } from './command-line.ts';
import { dayOf, openBase } from './open-base.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';

/** `guiju search QUERY --data DIR [--on DATE] [--json]` */
export async function searchCommand(
  args: readonly string[],
  options: Options,
  words: DeskWords,
): Promise<number> {
  const query = args.join(' ').trim();
  if (query === '') throw new UsageError(words.needQuery);
  const on = dayOf(options, words);
  const engine = await openBase(options, words);
  try {
    const found = await engine.find({ query, on, asOnDay: options.on !== undefined, limit: 20 });
    if (options.json) {
      const jump = found.jump === undefined ? [] : [{ ...found.jump, article: found.jump.label, jump: true }];
      const hits = found.hits.map((hit) => ({
        rule: hit.title,
        edition: hit.edition,
        article: hit.label,
        status: hit.validity,
        snippet: hit.snippet.text,
        id: hit.rule,
        address: hit.address,
      }));
      console.log(JSON.stringify({ ms: found.ms, total: found.total, relaxed: found.relaxed, jump, hits }));
      return 0;
    }
    if (found.jump) console.log(`→ ${found.jump.title} ${found.jump.label}\n`);
    if (found.hits.length === 0 && !found.jump) console.log(words.nothing);
    for (const hit of found.hits) {
      console.log(`${hit.title} ${hit.label}（${words.validity[hit.validity]}）\n  ${hit.snippet.text}\n`);
    }
    return 0;
  } finally {
    await engine.close();
  }
}
