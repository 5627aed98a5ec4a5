import { existsSync } from 'node:fs';
import type { BringInEntry } from '../engine/protocol.ts';
import type { IncomingFile } from '../exchange/incoming-file.ts';
import type { Options } from './command-line.ts';
import { filesBelow } from './files-below.ts';
import { openBase } from './open-base.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';

function* filesOf(paths: readonly string[]): Generator<IncomingFile> {
  for (const path of paths) yield* filesBelow(path);
}

/** `guiju import PATH… --data DIR [--json]` */
export async function importCommand(
  paths: readonly string[],
  options: Options,
  words: DeskWords,
): Promise<number> {
  if (paths.length === 0) throw new UsageError(words.needPath);
  for (const path of paths) if (!existsSync(path)) throw new UsageError(words.noSuchPath(path));
  const engine = await openBase(options, words);
  try {
    const entries: BringInEntry[] = [];
    const summary = await engine.bringIn(filesOf(paths), {
      signal: new AbortController().signal,
      progress(value) {
        entries.push(...value.entries);
        if (!options.json) process.stderr.write(`\r${value.done} `);
      },
    });
    const refused = entries.filter((entry) => entry.outcome === 'problem');
    if (options.json) {
      const { resolvedByEdition: _, cancelled: __, ...counts } = summary;
      const perFile = entries.map(({ file, rule, edition, articles, units, warnings, problem, outcome }) => ({
        file,
        outcome,
        ...(rule !== undefined && { rule }),
        ...(edition !== undefined && { edition }),
        articles: articles ?? 0,
        units: units ?? 0,
        warnings: (warnings ?? []).map(({ code, at }) => (at ? `${code}: ${at}` : code)),
        ...(problem !== undefined && { problem: problem.code }),
      }));
      console.log(JSON.stringify({ ...counts, perFile }));
    } else {
      console.error('');
      console.log(words.imported(summary.rules, summary.editions, summary.articles, Math.round(summary.ms)));
      if (refused.length > 0) console.log(words.refused(refused.length));
      for (const { file, problem } of refused) {
        console.log(`  ${file}: ${words.problem[problem?.code ?? 'unexpected']}`);
      }
    }
    return 0;
  } finally {
    await engine.close();
  }
}
