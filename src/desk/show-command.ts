import { textOfUnit } from '../rule/plain-text.ts';
import type { Options } from './command-line.ts';
import { dayOf, openBase } from './open-base.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';

/** `guiju show "TITLE#第十二条" --data DIR [--on DATE]`; without `#` the whole text. */
export async function showCommand(
  args: readonly string[],
  options: Options,
  words: DeskWords,
): Promise<number> {
  const [title = '', label = ''] = args.join(' ').split('#', 2);
  if (title.trim() === '') throw new UsageError(words.usage);
  const on = dayOf(options, words);
  const engine = await openBase(options, words);
  try {
    const place = await engine.placeByName(title, label, on);
    if (place === undefined) {
      console.error(words.nothing);
      return 1;
    }
    const reading = await engine.read({ rule: place.rule, edition: place.edition, on });
    const units = reading.units.filter(
      (unit) => place.address === undefined || unit.address === place.address,
    );
    console.log(`《${reading.rule.title}》（${words.validity[reading.validity]}）`);
    for (const unit of units) console.log(`\n${unit.label}　${textOfUnit(unit)}`);
    return 0;
  } finally {
    await engine.close();
  }
}
