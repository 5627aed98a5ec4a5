import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { TableCell, TableRow } from '../../src/rule/comparison-table.ts';
import type { Words } from '../words.ts';
import { breakMark, compareLines, type CompareLine, type Side } from './compare-lines.ts';
import { piecesTemplate } from './compare-pieces.ts';
import '../style/compare.css';

/** The paragraphs of one side of a row, each with the label that stands before it. A form shows breaks by breaking. */
export function cellLines(row: TableRow, side: Side): { label: string; line: CompareLine }[] {
  const cells = row[side];
  const hidden = side === 'before' ? 'inserted' : 'deleted';
  // A side that has nothing says so in words of its own.
  if (row.pieces.length > 0 && row.pieces.every(({ kind }) => kind === hidden) && cells[0]?.label === '') {
    return [{ label: '', line: { starts: [], pieces: [{ kind: 'same', text: cells[0].text }] } }];
  }
  const lengths = ({ text }: TableCell): number => text.length;
  return compareLines(row.pieces, { before: row.before.map(lengths), after: row.after.map(lengths) }, side)
    .map((one) => ({ ...one, pieces: one.pieces.filter(({ text }) => text !== breakMark) }))
    .map((line) => ({ label: line.starts[0] === undefined ? '' : cells[line.starts[0].at]!.label, line }));
}

/** A row of the table, or between them one of what stands as it stood. */
export interface ShownRow extends TableRow {
  same?: true;
}

/** What a row of the table is called. */
const nameOf = (row: TableRow, index: number, w: Words): string =>
  row.after[0]?.label || row.before[0]?.label || w.compareRow(index + 1);

/**
 * The 修改对照表: what stood, what stands, and why, which a person writes.
 *
 * @param drawn how many rows are drawn so far
 * @param reasons by row; `write` is given what was written
 * @param help how long reasons are kept
 * @param names rows by name, so that whoever writes in one goes on in it when others come above it
 */
export function compareTable(
  rows: readonly ShownRow[],
  drawn: number,
  reasons: readonly string[],
  w: Words,
  write: (index: number, reason: string) => void,
  help: string = w.compareTableHelp,
  names?: readonly string[],
): TemplateResult {
  if (rows.length === 0) return html`<p class="notice">${w.compareTableEmpty}</p>`;
  const heads = w.compareTableHead;
  const cell = (row: ShownRow, side: Side): TemplateResult =>
    html`<td
      role="cell"
      data-head=${row.same === true ? nothing : heads[side]}
      colspan=${row.same === true ? 2 : nothing}
      lang="zh-CN"
    >
      ${cellLines(row, side).map(
        ({ label, line }) =>
          html`<p>
            ${label === '' ? '' : html`<b class="number">${label}</b>`}${piecesTemplate(line.pieces, w)}
          </p>`,
      )}
    </td>`;
  // Phones show each row as a block, which would take the table from those who listen: so its roles are said.
  return html`<p class="quiet table-help">${help}</p>
    <table class="compare-table" role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${[heads.before, heads.after, heads.reason].map(
            (head) => html`<th role="columnheader" scope="col">${head}</th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          rows.slice(0, drawn),
          (_, index) => names?.[index] ?? index,
          (row, index) =>
            guard([row, w, reasons[index], index], () =>
              row.same === true
                ? html`<tr role="row" data-same>
                    ${cell(row, 'after')}
                    <td role="cell" class="quiet">${w.compareStays}</td>
                  </tr>`
                : html`<tr role="row">
                    ${cell(row, 'before')} ${cell(row, 'after')}
                    <td role="cell" data-head=${heads.reason}>
                      <textarea
                        rows="2"
                        aria-label=${w.compareReason(nameOf(row, index, w))}
                        .value=${reasons[index] ?? ''}
                        @input=${(event: Event) => write(index, (event.target as HTMLTextAreaElement).value)}
                      ></textarea>
                      <div class="reason-printed" aria-hidden="true">${reasons[index] ?? ''}</div>
                    </td>
                  </tr>`,
            ),
        )}
      </tbody>
    </table>`;
}
