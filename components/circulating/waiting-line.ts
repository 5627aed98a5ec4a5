import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { WaitingLine } from '../../src/engine/waiting-protocol.ts';
import { dayOf } from '../kit/moment.ts';
import { ruleTitle } from '../library/rule-title.ts';
import type { Words } from '../words.ts';

/** What a circulation is called in a list: by its first text, and how many there are. */
export function waitingTitle({ editions }: Pick<WaitingLine, 'editions'>, w: Words): string {
  const title = ruleTitle(editions.find(({ isRead }) => !isRead) ?? editions[0]!);
  return editions.length > 1 ? w.waitingMore(title, editions.length) : title;
}

/** One thing that waits, as a line of a list. */
export function waitingLine(line: WaitingLine, today: string, w: Words): TemplateResult {
  return html`<li class="shelf-row">
    <a href=${formatRoute({ page: 'waiting', circulation: line.circulation })}>${waitingTitle(line, w)}</a>
    <p class="quiet facts">${waitingFacts(line, today, w)}</p>
  </li>`;
}

/** When it is due, what is asked, who sent it. */
export function waitingFacts(line: WaitingLine, today: string, w: Words): TemplateResult {
  const { due } = line;
  return html`${
      due === undefined
        ? nothing
        : line.isOverdue
          ? html`<strong class="overdue no-space">${w.waitingOverdue(due)}</strong>`
          : html`<span class="no-space">${due === today ? w.waitingDueToday : w.waitingDue(due)}</span>`
    }
    <span>${line.isWaitingTurn ? w.waitingTurn : w.levelAsk[line.level]}</span>
    <span class="no-space">${w.waitingFrom(line.by, dayOf(line.at, w))}</span>`;
}
