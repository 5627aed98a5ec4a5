import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DraftHistoryCalls, SessionView } from '../../../src/engine/draft-history-protocol.ts';
import { AskingController } from '../../kit/asking-controller.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { momentOf } from '../../kit/moment.ts';
import { trouble } from '../../library/trouble.ts';
import { draftDifferences } from './draft-differences.ts';

type States = ReturnType<DraftHistoryCalls['sessionStates']>;

/** A draft as it was at some point of a session: what is different now, and the way back. */
export class GjDraftState extends GjElement {
  @property() draft = '';
  @property({ attribute: false }) session!: SessionView;
  @property({ attribute: false }) mayWrite = false;
  /** Which of the states; the last before it is known which there are. */
  @state() private step = Infinity;
  @state() private isWhole = false;
  @state() private isAsked = false;

  #states = new AskingController<States>(this);
  #compared = new AskingController<ReturnType<DraftHistoryCalls['compareState']>>(this);
  #doing = new DoingController(this);

  get #chosen(): States[number] {
    const states = this.#states.answer ?? [];
    return (
      states[Math.min(this.step, states.length - 1)] ?? { heads: this.session.heads, at: this.session.to }
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('session')) return;
    const { draft, session } = this;
    void this.#states.ask((signal) => this.app.ask('sessionStates', { draft, session: session.id }, signal));
    this.#compare(session.heads);
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const states = this.#states.answer ?? [];
    const { answer, problem } = this.#compared;
    return html`<section class="draft-state" aria-label=${w.historyState}>
      <p>${w.historyAsOf(momentOf(this.#chosen.at, w))}</p>
      ${
        states.length < 2
          ? nothing
          : html`<label class="field-label"
              ><span>${w.historyStep(Math.min(this.step, states.length - 1) + 1, states.length)}</span
              ><input
                type="range"
                min="0"
                max=${states.length - 1}
                .value=${String(Math.min(this.step, states.length - 1))}
                @change=${this.#choose}
            /></label>`
      }
      ${problem === undefined ? nothing : trouble(problem.code, w)}
      ${this.#doing.problem === undefined ? nothing : trouble(this.#doing.problem.code, w)}
      <p class="actions">
        <button
          type="button"
          class="button"
          aria-pressed=${this.isWhole}
          @click=${() => (this.isWhole = !this.isWhole)}
        >
          ${w.historyWhole}
        </button>
        ${this.mayWrite ? this.#restoring() : nothing}
      </p>
      <p role="status">${this.#doing.done === 'restore' ? w.historyRestored : nothing}</p>
      ${
        answer === undefined
          ? nothing
          : this.isWhole
            ? html`<pre class="whole-state" lang="zh-CN" tabindex="0">${answer.text}</pre>`
            : html`<h4>${w.historyDifferent}</h4>
                ${draftDifferences(answer.comparison, w)}`
      }
    </section>`;
  }

  #restoring(): TemplateResult {
    const w = this.words;
    if (!this.isAsked)
      return html`<button type="button" class="button restoring" @click=${() => void this.#asked(true)}>
        ${w.historyRestore}
      </button>`;
    return html`<span>${w.historyRestoreAsk}</span>
      <button
        type="button"
        class="button main restoring"
        ?disabled=${this.#doing.busy}
        @click=${this.#restore}
      >
        ${w.historyRestoreGo}
      </button>
      <button type="button" class="button" @click=${() => void this.#asked(false)}>${w.cancel}</button>`;
  }

  /** The button that was pressed gives way to others, and these get the focus. */
  async #asked(isAsked: boolean): Promise<void> {
    this.isAsked = isAsked;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.restoring')?.focus();
  }

  #choose = (event: Event): void => {
    this.step = Number((event.target as HTMLInputElement).value);
    this.#compare(this.#chosen.heads);
  };

  #compare(heads: readonly string[]): void {
    void this.#compared.ask((signal) => this.app.ask('compareState', { draft: this.draft, heads }, signal));
  }

  #restore = (): void => {
    const { heads } = this.#chosen;
    void this.#doing.run('restore', async () => {
      await this.app.ask('restoreState', { draft: this.draft, heads });
      this.isAsked = false;
      this.#compare(heads);
    });
  };
}

customElements.define('gj-draft-state', GjDraftState);
