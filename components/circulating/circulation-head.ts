import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { AudienceNames, CirculationView } from '../../src/engine/circulations-protocol.ts';
import { dayOf, momentOf } from '../kit/moment.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { roleNames } from '../people/role-names.ts';
import type { Words } from '../words.ts';
import { circulationTitle } from './circulation-title.ts';
import { cutOffLine } from './cut-off-line.ts';
import { progressBar } from './progress-bar.ts';

/** What was sent by whom and until when, and how far it has come, in plain large words. */
export function circulationHead(view: CirculationView, w: Words): TemplateResult {
  const { counts, editions, state } = view;
  return html`<header class="circulation-head">
    <p>
      <a class="back" href=${formatRoute({ page: 'circulations', part: 'list' })}>${w.backToCirculations}</a>
    </p>
    <h1>${circulationTitle(editions, w)}</h1>
    <p class="quiet facts">
      <span>${w.sentBy(view.by, dayOf(view.at, w))}</span>
      <span>${w.levelName[view.level]}</span>
      <span class="no-space">${view.due === undefined ? w.dueNone : w.dueDayOn(view.due)}</span>
      ${view.order === 'in-turn' ? html`<span>${w.inTurn}</span>` : nothing}
      ${view.questions > 0 ? html`<span>${w.quizAsked(view.questions, view.pass)}</span>` : nothing}
      ${view.escalateAfter === undefined ? nothing : html`<span>${w.escalateSaid(view.escalateAfter)}</span>`}
      ${state === 'open' ? nothing : html`<span class="badge">${w.circulationState[state]}</span>`}
    </p>
    ${over(view, w)}
    <p class="big-count">${w.countSentence(counts.meant, counts.acknowledged, counts.overdue)}</p>
    ${progressBar(counts, w, 'bar')}
    <p class="quiet">${w.restSentence(counts.reached, counts.notReached, counts.exempt)}</p>
    ${cutOffLine(view.cutOff, w)}
    ${
      view.note === undefined
        ? nothing
        : html`<div class="note" role="note">
            <b>${w.waitingNote}</b>
            <p>${view.note}</p>
          </div>`
    }
    <ul class="plain small">
      ${editions.map(
        (one) =>
          html`<li>
            <a href=${formatRoute({ page: 'rule', rule: one.rule, edition: one.edition.slice(0, 16) })}
              >${ruleTitle(one)}</a
            >
            <span class="quiet">${w.proofEdition} <code>${one.edition.slice(0, 12)}</code></span>
          </li>`,
      )}
      <li class="quiet">${w.audienceFor(audienceLine(view.audience, w))}</li>
    </ul>
  </header>`;
}

function over(view: CirculationView, w: Words): TemplateResult | typeof nothing {
  const { state, replaces, replacedBy } = view;
  const note = state === 'withdrawn' ? view.withdrawn : view.closed;
  const page = (circulation: string): string =>
    formatRoute({ page: 'circulation', circulation, part: 'people' });
  return html`${
    state === 'open' || note === undefined
      ? nothing
      : html`<p class="notice">
          ${w.overNote(w.circulationState[state], note.by, momentOf(note.at, w), note.reason ?? '')}
        </p>`
  }
  ${replacedBy === undefined ? nothing : html`<p><a href=${page(replacedBy)}>${w.replacedByOther}</a></p>`}
  ${replaces === undefined ? nothing : html`<p><a href=${page(replaces)}>${w.replacesOther}</a></p>`}`;
}

function audienceLine({ everyone, units, posts, roles, members, except }: AudienceNames, w: Words): string {
  const people = ({ count, names }: AudienceNames['members']): string[] =>
    names.length > 0 ? names : count > 0 ? [w.audiencePeople(count)] : [];
  const meant = everyone
    ? [w.audienceEveryone]
    : [...units, ...posts, ...(roles.length > 0 ? [roleNames(roles, w)] : []), ...people(members)];
  const line = meant.join(w.listComma);
  const without = people(except);
  return without.length === 0 ? line : w.audienceExcept(line, without.join(w.listComma));
}
