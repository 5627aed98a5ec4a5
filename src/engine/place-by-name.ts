import { numeralToNumber } from '../rule/numeral.ts';
import { titleKey } from '../rule/title-key.ts';
import type { Day } from '../rule/validity.ts';
import type { Library } from '../store/library.ts';

/**
 * A place by the words a person uses: 会议管理制度, 第十二条.
 *
 * @returns undefined when there is no such text, or no such place in it
 */
export async function placeByName(
  { title, label, on }: { title: string; label: string; on: Day },
  { catalogue, storage }: Library,
): Promise<{ rule: string; edition: string; address?: string } | undefined> {
  for (const row of catalogue.rulesByTitleKey(titleKey(title.trim()))) {
    const edition = catalogue.editionOn(row, on);
    if (edition === undefined) continue;
    if (label.trim() === '') return { rule: row.id, edition: edition.hash };
    const units = (await storage.get('texts', edition.hash))?.units ?? [];
    const wanted = /^第?(.+?)条?$/.exec(label.trim())?.[1] ?? '';
    const number = numeralToNumber(wanted);
    const unit = units.find(
      (one) => one.label === label.trim() || (number !== undefined && one.address === `a${number}`),
    );
    if (unit !== undefined) return { rule: row.id, edition: edition.hash, address: unit.address };
  }
  return undefined;
}
