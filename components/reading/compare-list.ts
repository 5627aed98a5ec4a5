import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { editionName } from './compare-editions.ts';
import type { Side } from './compare-lines.ts';
import type { CompareItem, PlacedRow } from './compare-changes.ts';
import type { CompareContext } from './compare-pieces.ts';
import { compareRow } from './compare-row.ts';
import '../style/compare.css';

const perChunk = 40;

/** Rows of folds that are open, by the fold: how many of them are drawn. */
export type OpenFolds = ReadonlyMap<CompareItem, number>;

/** What is drawn stays as it is while more is added below: each chunk is drawn again only when its reasons change. */
function inChunks<T>(
  list: readonly T[],
  reasons: (chunk: readonly T[]) => unknown[],
  draw: (one: T) => unknown,
): unknown {
  const chunks: (readonly T[])[] = [];
  for (let at = 0; at < list.length; at += perChunk) chunks.push(list.slice(at, at + perChunk));
  return chunks.map((chunk) =>
    guard([chunk[0], chunk.length, ...reasons(chunk)], () => chunk.map((one) => draw(one))),
  );
}

/**
 * The rows of a comparison and the folds between them.
 *
 * @param drawn how many of the items are drawn so far
 * @param toggle is told when a fold is opened or closed
 */
export function compareList(
  items: readonly CompareItem[],
  drawn: number,
  open: OpenFolds,
  columns: 'one' | 'two',
  context: CompareContext,
  toggle: (fold: CompareItem, isOpen: boolean) => void,
): unknown {
  const row = (placed: PlacedRow): TemplateResult => compareRow(placed, columns, context);
  const list = inChunks(
    items.slice(0, drawn),
    (chunk) => [context.view, context.words, columns, chunk.map((item) => open.get(item) ?? 0).join()],
    (item) => {
      if (item.kind === 'row') return row(item.placed);
      const units = item.rows.filter((one) => one.row.of === 'unit');
      const renumbered = units.filter((one) => one.row.renumbered).length;
      const preamble = item.rows.some((one) => one.row.of === 'preamble');
      return html`<details
        class="fold"
        .open=${open.has(item)}
        @toggle=${(event: Event) => toggle(item, (event.target as HTMLDetailsElement).open)}
      >
        <summary>${context.words.compareUnchanged(units.length, renumbered, preamble)}</summary>
        ${inChunks(item.rows.slice(0, open.get(item) ?? 0), () => [context.view, context.words, columns], row)}
      </details>`;
    },
  );
  return columns === 'two' ? html`${columnsHead(context)}${list}` : list;
}

/** Stays in sight. To who listens, each side of a row says which edition it is. */
function columnsHead({ view, words: w }: CompareContext): TemplateResult {
  const name = (side: Side): string => [w.compareSides[side], editionName(view[side], w)].join(w.between);
  return html`<div class="compare-columns-head" aria-hidden="true">
    <span>${name('before')}</span><span>${name('after')}</span>
  </div>`;
}
