import { html, nothing, type TemplateResult } from 'lit';
import type { Reply } from '../../src/engine/circulations-protocol.ts';
import { formatRoute } from '../../src/app/route.ts';
import { GjElement } from '../kit/gj-element.ts';
import { momentOf } from '../kit/moment.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { circulationTitle } from './circulation-title.ts';

/** What has come back from readers and branches, of all circulations. */
export class GjReplies extends GjElement {
  #view = new ViewController<Reply[]>(this, (signal) => this.app.ask('replies', undefined, signal));

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: lines, problem } = this.#view;
    if (problem) return trouble(problem.code, w);
    if (lines === undefined) return html``;
    return html`<p class="quiet">${lines.length === 0 ? w.repliesNone : w.repliesHelp}</p>
      <ul class="shelf-list">
        ${lines.map((line) => this.#line(line))}
      </ul>`;
  }

  #line({ kind, text, circulation, editions, by, unitName, at, place }: Reply): TemplateResult {
    const w = this.words;
    const part = kind === 'feedback' || kind === 'news' ? 'relays' : 'people';
    return html`<li class="shelf-row reply">
      <p>
        <b class="reply-kind" data-kind=${kind}>${w.replyKind[kind]}</b> <span class="words">${text}</span>
      </p>
      <p class="quiet facts">
        <span>${unitName} ${by}</span>
        <time class="no-space">${momentOf(at, w)}</time>
        <a href=${formatRoute({ page: 'circulation', circulation, part })}
          >${circulationTitle(editions, w)}</a
        >
        ${
          place === undefined || place.address === undefined
            ? nothing
            : html`<a
                href=${formatRoute({
                  page: 'rule',
                  rule: place.rule,
                  address: place.address,
                  ...(place.edition !== undefined && { edition: place.edition.slice(0, 16) }),
                })}
                >${w.replyPlace}</a
              >`
        }
      </p>
    </li>`;
  }
}

customElements.define('gj-replies', GjReplies);
