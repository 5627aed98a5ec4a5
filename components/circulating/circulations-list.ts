import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { CirculationLine } from '../../src/engine/circulations-protocol.ts';
import { dayOf } from '../kit/moment.ts';
import type { Words } from '../words.ts';
import { circulationTitle } from './circulation-title.ts';
import { progressBar } from './progress-bar.ts';

/** All circulations: a table where there is room, cards where there is not. The roles stay whatever it looks like. */
export function circulationsList(lines: readonly CirculationLine[], w: Words): TemplateResult {
  return html`<table class="as-cards" role="table">
    <thead role="rowgroup">
      <tr role="row">
        ${[w.listTitle, w.listLevel, w.listFrom, w.listDue, w.listProgress].map(
          (name) => html`<th role="columnheader" scope="col">${name}</th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${lines.map((line) => row(line, w))}
    </tbody>
  </table>`;
}

function row(line: CirculationLine, w: Words): TemplateResult {
  const { circulation, state, due, counts } = line;
  return html`<tr role="row" data-state=${state}>
    <th role="rowheader" scope="row">
      <a href=${formatRoute({ page: 'circulation', circulation, part: 'people' })}
        >${circulationTitle(line.editions, w)}</a
      >
      ${state === 'open' ? nothing : html`<span class="badge">${w.circulationState[state]}</span>`}
    </th>
    <td role="cell">${w.levelName[line.level]}</td>
    <td role="cell" class="no-space"><span>${line.by}</span> <time>${dayOf(line.at, w)}</time></td>
    <td role="cell" class="no-space">
      ${
        due === undefined
          ? html`<span class="quiet">${w.dueNone}</span>`
          : html`<time class=${counts.overdue > 0 ? 'overdue' : nothing}>${w.waitingDue(due)}</time>`
      }
    </td>
    <td role="cell">${progressBar(counts, w)}</td>
  </tr>`;
}
