import { drawText } from '../proof/draw-text.ts';
import { node } from '../proof/page-node.ts';
import type { PackageText } from './package-data.ts';
import type { PageWords } from './page-words.ts';

/** One text: what changed, all of it, and the sentence to be ticked. */
export function textPart(text: PackageText, at: number, of: number, words: PageWords): HTMLElement {
  const made = node('section', 'to-read');
  if (of > 1) made.append(node('p', 'quiet', words.part(at + 1, of)));
  if (text.changes !== undefined) made.append(changesNode(text.changes, words));
  made.append(drawText(text.content, words.table));
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.name = 'text';
  box.value = String(at);
  made.append(node('label', 'confirm', box, node('span', '', text.statement)));
  return made;
}

function changesNode({ since, rows }: NonNullable<PackageText['changes']>, words: PageWords): HTMLElement {
  const made = node('details', 'changes');
  made.open = rows.length <= 5;
  made.append(node('summary', '', words.changes(words.since(since), rows.length)));
  for (const { before, after } of rows) {
    const side = (name: string, kind: string, cells: typeof before): HTMLElement =>
      node(
        'div',
        kind,
        node('b', 'side', name),
        ...cells.map(({ label, text }) =>
          node('p', '', ...(label === '' ? [] : [node('strong', '', label, '\u3000')]), text),
        ),
      );
    const row = node(
      'div',
      'change',
      side(words.before, 'before', before),
      side(words.after, 'after', after),
    );
    row.lang = 'zh-CN';
    made.append(row);
  }
  return made;
}
