import { html, nothing, type TemplateResult } from 'lit';
import type { Comparison, ComparisonRow } from '../../../src/rule/comparison.ts';
import { badgesOf, compareItems, rowLabel } from '../../reading/compare-changes.ts';
import { compareLines } from '../../reading/compare-lines.ts';
import { piecesTemplate } from '../../reading/compare-pieces.ts';
import type { Words } from '../../words.ts';
import '../../style/compare.css';

/** Rows that are drawn; of more it is said how many there are. */
const mostRows = 200;

/**
 * What changed between two states of a draft, article by article, both laid over each other.
 *
 * @param noted numbers of articles about which something is to be said, and what
 */
export function draftDifferences(
  { rows }: Comparison,
  w: Words,
  noted: { labels: readonly string[]; note: string } = { labels: [], note: '' },
): TemplateResult {
  const changed = compareItems(rows, true).flatMap((item) => (item.kind === 'row' ? [item.placed.row] : []));
  const own = changed.filter((row) => badgesOf(row, w).length > 0 || row.of !== 'heading');
  if (own.length === 0) return html`<p class="quiet">${w.historySame}</p>`;
  return html`<div class="differences compared">
    ${own.slice(0, mostRows).map((row) => differenceRow(row, w, noted))}
    ${own.length > mostRows ? html`<p class="quiet">${w.historyMoreRows(own.length - mostRows)}</p>` : nothing}
  </div>`;
}

function differenceRow(
  row: ComparisonRow,
  w: Words,
  { labels, note }: { labels: readonly string[]; note: string },
): TemplateResult {
  const lengths = {
    before: row.before.map(({ length }) => length),
    after: row.after.map(({ length }) => length),
  };
  const isNoted = row.before.some(({ label }) => labels.includes(label));
  return html`<section class="difference" data-kind=${row.kind}>
    <p class="badges">
      <strong>${rowLabel(row, w)}</strong>
      ${badgesOf(row, w).map(({ kind, text }) => html`<span class="badge-word" data-kind=${kind}>${text}</span>`)}
      ${isNoted ? html`<span class="badge-word" data-kind="both">${note}</span>` : nothing}
    </p>
    <div class="compare-side" lang="zh-CN">
      ${compareLines(row.pieces, lengths).map(
        ({ pieces }) => html`<p class="paragraph">${piecesTemplate(pieces, w)}</p>`,
      )}
    </div>
  </section>`;
}
