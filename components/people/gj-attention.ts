import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { OfficeView, Trouble } from '../../src/engine/office-protocol.ts';
import type { ShelfRow } from '../../src/engine/protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { momentOf } from '../kit/moment.ts';
import { trouble } from '../library/trouble.ts';
import { changeLines } from './change-lines.ts';
import { has } from './role-names.ts';

/** What does not count, what waits for somebody, and what could be registered. */
export class GjAttention extends GjElement {
  @property({ attribute: false }) view!: OfficeView;
  @state() private progress: { done: number; total: number } | undefined;
  @state() private registered = -1;

  #shelf = new ViewController<ShelfRow[]>(this, (signal) => this.app.ask('shelf', this.app.today(), signal));
  #doing = new DoingController(this);
  #abort: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
  }

  #register = (event: SubmitEvent): void => {
    const secrecy = FormValues.of(event).text('secrecy');
    const abort = new AbortController();
    this.#abort = abort;
    void this.#doing.run('register', async () => {
      const { registered } = await this.app.registerAll(
        { secrecy, on: this.app.today() },
        (progress) => (this.progress = progress),
        abort.signal,
      );
      this.registered = registered;
      this.progress = undefined;
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { troubles, awaiting, missing, me } = this.view;
    const unsigned = (this.#shelf.answer ?? []).filter(({ signing }) => signing === 'unsigned').length;
    const mayIssue = has(me, 'publisher') && (unsigned > 0 || this.progress !== undefined);
    const none = troubles.length + awaiting.length + missing.length === 0 && !mayIssue;
    return html`
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
      ${this.registered < 0 ? nothing : html`<p class="notice" role="status">${w.registered(this.registered)}</p>`}
      ${none ? html`<p class="quiet">${w.attentionNone}</p>` : nothing}
      ${mayIssue ? this.#registration(unsigned) : nothing}
      ${
        awaiting.length === 0
          ? nothing
          : html`<h2>${w.awaitingTitle}</h2>
              <ul class="lines">
                ${awaiting.map(
                  (one) =>
                    html`<li>
                      <span>${w.by(one.by, momentOf(one.at, w))}</span>
                      <span class="quiet">${w.awaitingCount(one.signed, one.needed)}</span>
                      ${changeLines(one.changes, this.view, w)}
                      ${
                        one.mine || !has(me, 'admin')
                          ? html`<span class="quiet">${one.mine ? w.signedByMe : ''}</span>`
                          : html`<button
                              class="button"
                              ?disabled=${this.#doing.busy}
                              @click=${() =>
                                void this.#doing.run('sign', () =>
                                  this.app.ask('signOff', { entry: one.entry }),
                                )}
                            >
                              ${w.signOff}
                            </button>`
                      }
                    </li>`,
                )}
              </ul>`
      }
      ${
        troubles.length === 0
          ? nothing
          : html`<ul class="troubles">
              ${troubles.map((one) => this.#trouble(one))}
            </ul>`
      }
      ${
        missing.length === 0
          ? nothing
          : html`<h2>${w.missingTitle}</h2>
              <p class="quiet">${w.missingHelp}</p>
              <ul class="lines">
                ${missing.map(({ title, edition }) => html`<li><span>${title}</span> <code class="quiet">${edition.slice(0, 12)}</code></li>`)}
              </ul>`
      }
    `;
  }

  #registration(unsigned: number): TemplateResult {
    const w = this.words;
    return html`<h2>${w.registerTitle}</h2>
      <p>${w.registerHelp(unsigned)}</p>
      <form class="form" @submit=${this.#register}>
        <label>${w.secrecyField}<input class="field" name="secrecy" required maxlength="50" /></label>
        <label class="check"><input type="checkbox" required /><span>${w.secrecyConfirm}</span></label>
        <p class="row">
          <button class="button main" ?disabled=${this.#doing.busy}>${w.registerAction}</button>
          ${
            this.progress === undefined
              ? nothing
              : html`<span role="status">${w.registering(this.progress.done, this.progress.total)}</span>
                  <button class="button bare" type="button" @click=${() => this.#abort?.abort()}>
                    ${w.cancel}
                  </button>`
          }
        </p>
      </form>`;
  }

  #trouble(one: Trouble): TemplateResult {
    const w = this.words;
    switch (one.kind) {
      case 'fork':
        return html`<li>${w.troubleKind.fork(one.name)}</li>`;
      case 'roster':
        return html`<li>
          ${w.troubleKind[one.fault](one.by)} <span class="quiet">${momentOf(one.at, w)}</span>
        </li>`;
      case 'waiting':
        return html`<li>${w.troubleKind.waiting(String(one.count))}</li>`;
      case 'disputed':
        return html`<li>
          ${w.troubleKind.disputed(one.title)}
          <a href=${formatRoute({ page: 'rule', rule: one.rule })}>${w.openRule}</a>
        </li>`;
      case 'refused': {
        const { through, device } = one;
        return html`<li>
          ${w.refusedAct[one.act](one.title)}${w.troubleKind[one.refusal]}
          <span class="quiet">${w.by(one.by, momentOf(one.at, w))}</span>
          ${
            through !== undefined && has(this.view.me, 'admin')
              ? html`<details class="act small">
                  <summary>${w.acceptLate}</summary>
                  <p class="quiet">${w.acceptLateHelp}</p>
                  <button
                    class="button"
                    @click=${() =>
                      void this.#doing.run('accept', () => this.app.ask('acceptLate', { device, through }))}
                  >
                    ${w.acceptLate}
                  </button>
                </details>`
              : nothing
          }
        </li>`;
      }
    }
  }
}

customElements.define('gj-attention', GjAttention);
