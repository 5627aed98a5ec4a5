import { html, nothing, type TemplateResult } from 'lit';
import type { ComparisonRow } from '../../src/rule/comparison.ts';
import { badgesOf, isChange, type PlacedRow } from './compare-changes.ts';
import { compareLines, type Side } from './compare-lines.ts';
import { leadOf, linesTemplate, piecesTemplate, type CompareContext } from './compare-pieces.ts';
import '../style/compare.css';

/** Id of a row on the page. */
export const rowId = (index: number): string => `change-${index}`;

/** The index in the id of a row. */
export const indexOfRow = ({ id }: Element): number => Number(id.split('-')[1]);

/**
 * One row of a comparison.
 *
 * @param columns `two` puts the editions side by side, `one` lays them over each other
 */
export function compareRow(
  { index, row }: PlacedRow,
  columns: 'one' | 'two',
  context: CompareContext,
): TemplateResult {
  const { words: w } = context;
  const badges = badgesOf(row, w);
  // Where no number and no heading can be focused, the row is, so that keys can go on from it.
  const hasName = row.of === 'heading' || [...row.before, ...row.after].some(({ label }) => label !== '');
  const plainHeading = row.of === 'heading' && row.kind === 'same';
  return html`<section
    class="compare-row"
    id=${rowId(index)}
    data-of=${row.of}
    data-kind=${row.kind}
    data-level=${row.level}
    ?data-change=${isChange(row)}
    tabindex=${hasName ? nothing : -1}
  >
    ${
      badges.length === 0
        ? nothing
        : html`<p class="badges">
            ${row.of === 'preamble' ? html`<span class="quiet">${w.comparePreamble}</span>` : nothing}${badges.map(
              ({ kind, text }) => html`<span class="badge-word" data-kind=${kind}>${text}</span>`,
            )}
          </p>`
    }
    ${
      columns === 'one' || (plainHeading && !row.renumbered)
        ? html`<div class="compare-side" lang="zh-CN">${words(row, undefined, context)}</div>`
        : html`<div class="compare-sides">
            ${(['before', 'after'] as const).map(
              (side) =>
                html`<div
                  class="compare-side"
                  lang=${row[side].length === 0 ? nothing : 'zh-CN'}
                  role="group"
                  aria-label=${w.compareSides[side]}
                  data-side=${side}
                >
                  ${
                    row[side].length === 0
                      ? html`<p class="quiet not-there">${w.compareNotThere[side]}</p>`
                      : words(row, side, context)
                  }
                </div>`,
            )}
          </div>`
    }
  </section>`;
}

function words(row: ComparisonRow, only: Side | undefined, context: CompareContext): unknown {
  const lengths = {
    before: row.before.map(({ length }) => length),
    after: row.after.map(({ length }) => length),
  };
  const lines = compareLines(row.pieces, lengths, only);
  if (row.of !== 'heading') return linesTemplate(lines, row, only, context);
  // Of two editions side by side only one speaks as the heading of what follows.
  const content = lines.map(
    (line) => html`${leadOf(line, row, only, context)}${piecesTemplate(line.pieces, context.words)}`,
  );
  return only === 'before' && row.after.length > 0
    ? html`<p class="heading">${content}</p>`
    : html`<h2 class="heading" tabindex="-1">${content}</h2>`;
}
