import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { Words } from '../words.ts';

/** Why two editions cannot be shown beside each other. */
export type NoComparison =
  /** The text has a single edition. */
  | 'one'
  /** The same one is chosen on both sides. */
  | 'twice'
  /** The address names one that is not in the base. */
  | 'lost'
  /** They do not differ. */
  | 'same';

/** Says why there is nothing to compare, and what to do next. */
export function compareNotice(why: NoComparison, rule: string, w: Words): TemplateResult {
  const says = {
    one: [w.compareOneEdition, w.compareOneEditionHelp],
    twice: [w.compareSameEdition, w.compareSameHelp],
    lost: [w.compareNoEdition, w.compareNoEditionHelp],
    same: [w.compareSame, w.compareSameHelp],
  }[why];
  return html`<p class="notice" role="status">${says.join(' ')}</p>
    <p class="row">
      ${why === 'one' ? html`<a class="button main" href="#/bring-in">${w.bringIn}</a>` : nothing}
      ${
        why === 'lost'
          ? html`<a class="button main" href=${formatRoute({ page: 'compare', rule })}>${w.compareLatest}</a>`
          : nothing
      }
      <a class="button" href=${formatRoute({ page: 'rule', rule })}>${w.compareRead}</a>
    </p>`;
}

/** The text itself is not here. */
export function noRule(w: Words): TemplateResult {
  return html`<section class="page narrow">
    <h1>${w.notFoundRule}</h1>
    <p>${w.notFoundRuleHelp}</p>
    <p class="row">
      <a class="button main" href="#/bring-in">${w.bringIn}</a><a class="button" href="#/">${w.home}</a>
    </p>
  </section>`;
}
