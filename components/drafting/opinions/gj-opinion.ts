import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OpinionView } from '../../../src/engine/opinions-protocol.ts';
import type { Decision } from '../../../src/office/opinion-decision.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { FormValues } from '../../kit/form-values.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { dayOf } from '../../kit/moment.ts';
import { roundTrouble } from './round-trouble.ts';

const choices: readonly Decision[] = ['adopted', 'partly', 'rejected'];

/** One opinion: who says it, what becomes of it, and the ways into the draft. */
export class GjOpinion extends GjElement {
  @property() consultation = '';
  @property({ attribute: false }) opinion!: OpinionView;
  @property({ attribute: false }) isTicked = false;
  /** Keys of others that may be decided with it. */
  @property({ attribute: false }) also: string[] = [];
  @state() private isOpen = false;
  @state() private told: 'gone' | 'taken' | undefined;

  #doing = new DoingController(this);

  #go = (): void => {
    void this.#doing.run('go', async () => {
      const place = await this.#place();
      this.told = place === undefined ? 'gone' : undefined;
      if (place === undefined) return;
      const detail = { from: place.from, to: place.to };
      this.dispatchEvent(new CustomEvent('draft-select', { detail, bubbles: true, composed: true }));
    });
  };

  /** Puts the proposed wording in the place of the article's, as an edit of this user. */
  #take = (): void => {
    void this.#doing.run('take', async () => {
      const place = await this.#place();
      this.told = place === undefined ? 'gone' : 'taken';
      if (place === undefined) return;
      const { from, bodyFrom, to, heads } = place;
      const { proposal, label } = this.opinion;
      // Who wrote the number too means the whole article; else its number stays.
      const at = label !== '' && proposal.startsWith(label) ? from : bodyFrom;
      const splices = [{ at, remove: to - at, insert: at === from ? proposal : proposal.trimStart() }];
      this.dispatchEvent(
        new CustomEvent('draft-edit', { detail: { splices, heads }, bubbles: true, composed: true }),
      );
    });
  };

  #place() {
    const { consultation, opinion } = this;
    return this.app.ask('opinionPlace', { consultation, opinion: opinion.key });
  }

  #decide = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const { consultation, opinion } = this;
    const together = form.has('also') ? this.also : [];
    void this.#doing
      .run('decide', () =>
        this.app.ask('decideOpinions', {
          consultation,
          opinions: [opinion.key, ...together],
          decision: form.text('decision') as Decision,
          reason: form.text('reason'),
          over: opinion.decisions.map(({ id }) => id),
        }),
      )
      .then((isDone) => {
        if (!isDone) return;
        this.isOpen = false;
        this.dispatchEvent(new CustomEvent('opinion-decided', { bubbles: true }));
      });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { text, proposal, quote, from, late, decisions, isChanged, address, key } = this.opinion;
    const isSettled = decisions.length === 1 && !isChanged;
    const name = { member: from.name, ...w.roundFrom } as const;
    const who =
      from.kind === 'anonymous'
        ? name.anonymous
        : from.kind === 'carried'
          ? name.carried(from.name, from.byName ?? '')
          : from.kind === 'unit'
            ? name.unit(from.name, from.byName ?? '')
            : from.name;
    return html`<article class="opinion">
      <p class="facts">
        <strong>${who}</strong>
        ${from.unitName === undefined ? nothing : html`<span class="quiet">${from.unitName}</span>`}
        ${late === undefined ? nothing : html`<span class="late">${w.roundLate[late]}</span>`}
      </p>
      ${text === '' ? nothing : html`<p class="opinion-text">${text}</p>`}
      ${proposal === '' ? nothing : html`<p class="proposal"><span class="quiet small">${w.consultProposal.replace(/[（(].*$/, '')}</span> ${proposal}</p>`}
      ${
        quote === ''
          ? nothing
          : html`<details class="quote">
              <summary class="quiet small">${w.consultQuoted}</summary>
              <blockquote>${quote}</blockquote>
            </details>`
      }
      ${isChanged ? html`<p class="notice warn">${w.opinionChangedSince}</p>` : nothing}
      ${decisions.length > 1 ? html`<p class="notice warn">${w.opinionBoth}</p>` : nothing}
      ${decisions.map(
        ({ decision, reason, byName, at }) =>
          html`<p class="outcome" data-decision=${decision}>
            <strong>${w.consultDecisions[decision]}</strong> ${reason}
            <span class="quiet small">${w.opinionDecidedBy(byName, dayOf(at, w))}</span>
          </p>`,
      )}
      <p class="row">
        ${
          address === ''
            ? nothing
            : html`<button type="button" class="button bare" @click=${this.#go}>${w.opinionPlace}</button>`
        }
        ${
          address === '' || proposal === ''
            ? nothing
            : html`<button type="button" class="button bare" @click=${this.#take}>${w.opinionTake}</button>`
        }
        ${
          isSettled && !this.isOpen
            ? html`<button type="button" class="button bare" @click=${() => (this.isOpen = true)}>
                ${w.opinionAgain}
              </button>`
            : nothing
        }
      </p>
      <p role="status" class="small">
        ${this.told === 'gone' ? w.opinionGone : this.told === 'taken' ? w.opinionTaken : nothing}
      </p>
      ${isSettled && !this.isOpen ? nothing : this.#form(key)}
      ${this.#doing.problem ? roundTrouble(this.#doing.problem, w) : nothing}
    </article>`;
  }

  #form(key: string): TemplateResult {
    const w = this.words;
    const tick = (event: Event): void => {
      const { checked } = event.target as HTMLInputElement;
      this.dispatchEvent(new CustomEvent('opinion-tick', { detail: checked }));
    };
    return html`<details class="decide" ?open=${this.isOpen}>
        <summary>${w.opinionDecide}</summary>
        <form class="form" @submit=${this.#decide}>
          <div class="segments" role="radiogroup" aria-label=${w.opinionDecide}>
            ${choices.map(
              (decision) =>
                html`<label
                  ><input
                    type="radio"
                    name="decision"
                    .value=${decision}
                    required
                  />${w.consultDecisions[decision]}</label
                >`,
            )}
          </div>
          <label
            >${w.opinionReason}<textarea class="field" name="reason" rows="2" maxlength="2000"></textarea>
          </label>
          ${
            this.also.length === 0
              ? nothing
              : html`<label class="check"
                  ><input type="checkbox" name="also" checked /><span
                    >${w.opinionSame(this.also.length)}</span
                  ></label
                >`
          }
          <p><button class="button main" ?disabled=${this.#doing.busy}>${w.opinionSave}</button></p>
        </form>
      </details>
      <label class="check small"
        ><input type="checkbox" name=${`tick-${key}`} .checked=${this.isTicked} @change=${tick} /><span
          >${w.opinionChoose}</span
        ></label
      >`;
  }
}

customElements.define('gj-opinion', GjOpinion);
