import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ConsultView, OwnSlip } from '../../../src/engine/opinions-protocol.ts';
import type { Opinion } from '../../../src/office/opinion-slip.ts';
import type { ReadingUnit } from '../../../src/rule/reading-blocks.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { ViewController } from '../../kit/view-controller.ts';
import { trouble } from '../../library/trouble.ts';
import { consultResults } from './consult-results.ts';
import { consultText, unitWords } from './consult-text.ts';
import { opinionFields } from './opinion-fields.ts';
import { OwnOpinions } from './own-opinions.ts';
import { roundTrouble } from './round-trouble.ts';
import '../../style/draft-opinions.css';

/** Milliseconds after the last key until what was typed is kept. */
const pause = 700;

const whole = { address: '', label: '', quote: '' };

/** A draft on which this reader is asked: the copy, and an opinion below each of its places. */
export class GjConsult extends GjElement {
  @property() consultation = '';
  @state() private as = 'me';
  @state() private isUnnamed = false;
  /** Puts back what was removed last. */
  @state() private undo: (() => void) | undefined;

  #mine = new OwnOpinions();
  #doing = new DoingController(this);
  #keeping = new DoingController(this);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #view = new ViewController<ConsultView>(this, async (signal) => {
    const view = await this.app.ask('consult', this.#what, signal);
    this.#mine.take(view.slips);
    return view;
  });

  get #what(): { consultation: string; on: string } {
    return { consultation: this.consultation, on: this.app.today() };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#keepNow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#keepNow);
    this.#keepNow();
  }

  protected override updated(): void {
    const { answer } = this.#view;
    if (answer === undefined) return;
    document.title = `${answer.title} · ${this.words.consultTitle}`;
    this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  #typed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#keepNow, pause);
    this.requestUpdate();
  }

  #keepNow = (): void => {
    clearTimeout(this.#timer);
    const { as, consultation } = this;
    if (!this.#mine.isTyped(as)) return;
    const opinions = this.#mine.of(as);
    void this.#keeping
      .run('keep', () => this.app.ask('keepOpinions', { consultation, as, opinions: [...opinions] }))
      .then((isKept) => {
        if (isKept) this.#mine.kept(as, opinions);
        // What was typed while this was kept has its own turn.
        if (isKept && this.#mine.isTyped(as) && this.isConnected) this.#typed();
      });
  };

  #send(none: boolean, isUnnamed: boolean): void {
    clearTimeout(this.#timer);
    const { as } = this;
    const list = this.#mine.of(as);
    const opinions = none ? [] : this.#mine.said(as);
    const named = as !== 'me' || !isUnnamed;
    void this.#doing
      .run('send', () => this.app.ask('sendOpinions', { ...this.#what, as, opinions, none, named }))
      .then((isSent) => {
        if (isSent) this.#mine.kept(as, list);
        void this.#ask();
      });
  }

  #takeBack = (): void => {
    clearTimeout(this.#timer);
    const { as } = this;
    const list = this.#mine.of(as);
    void this.#doing
      .run('withdraw', () => this.app.ask('withdrawOpinions', { ...this.#what, as }))
      .then((isDone) => {
        if (isDone) this.#mine.kept(as, list);
        void this.#ask();
      });
  };

  #ask(): Promise<void> {
    return this.#view.ask(async (signal) => {
      const view = await this.app.ask('consult', this.#what, signal);
      this.#mine.take(view.slips);
      return view;
    });
  }

  #add(place: Pick<Opinion, 'address' | 'label' | 'quote'>): void {
    const id = this.#mine.add(this.as, place);
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#opinion-${id}`)?.focus());
  }

  #remove(id: string): void {
    const back = this.#mine.remove(this.as, id);
    this.undo = () => {
      back();
      this.undo = undefined;
      this.#typed();
    };
    this.#typed();
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (view === undefined) {
      if (problem === undefined) return html``;
      const isNone =
        problem.code === 'not-asked' || problem.code === 'not-found' || problem.code === 'no-office';
      const isComing = problem.code === 'bad-round';
      return html`<section class="page narrow">
        <h1>${w.consultTitle}</h1>
        ${isNone ? html`<p>${w.consultNotAsked}</p>` : isComing ? html`<p>${w.consultNotHere}</p>` : trouble(problem.code, w)}
        <p><a class="button" href="#/waiting">${w.waitingTitle}</a></p>
      </section>`;
    }
    const isOpen = view.state === 'open';
    const slip = view.slips.find(({ as }) => as === this.as) ?? view.slips[0]!;
    return html`<section class="page narrow consult">
      <p class="quiet">${w.consultTitle}</p>
      <h1>${view.title}</h1>
      <p class="facts">
        <strong>${w.consultStates[view.state]}</strong>
        <span class="no-space">${w.consultCloses(view.closes)}</span>
        <span class="quiet">${w.consultLine(view.byName)}</span>
      </p>
      <p class="notice">${w.consultNotOfficial}</p>
      ${consultResults(view, w)}
      ${
        view.note === ''
          ? nothing
          : html`<h2>${w.consultNote}</h2>
              <p class="consult-note">${view.note}</p>`
      }
      ${
        view.questions.length === 0
          ? nothing
          : html`<h2>${w.consultQuestions}</h2>
              <ol class="consult-questions">
                ${view.questions.map((one) => html`<li>${one}</li>`)}
              </ol>`
      }
      ${this.#choice(view)} ${consultText(view, w, (unit) => this.#below(unit, slip, isOpen))}
      ${this.#below(undefined, slip, isOpen)} ${isOpen ? this.#sending(view, slip) : this.#over(slip)}
    </section>`;
  }

  /** As whom one speaks; most speak for nobody else. */
  #choice({ slips }: ConsultView): TemplateResult | typeof nothing {
    const w = this.words;
    if (slips.length < 2) return nothing;
    const choose = (as: string) => (): void => {
      this.#keepNow();
      this.as = as;
      this.undo = undefined;
    };
    return html`<fieldset class="consult-as">
      <legend>${w.consultAs}</legend>
      ${slips.map(
        ({ as, unitName }) =>
          html`<label class="check"
            ><input type="radio" name="as" .checked=${as === this.as} @change=${choose(as)} /><span
              >${unitName ?? w.consultAsMe}</span
            ></label
          >`,
      )}
    </fieldset>`;
  }

  /** What is said of one place, or of the whole, and the way to say more. */
  #below(unit: ReadingUnit | undefined, slip: OwnSlip, isOpen: boolean): TemplateResult | typeof nothing {
    const w = this.words;
    const address = unit?.address ?? '';
    const list = this.#mine.of(this.as).filter((one) => one.address === address);
    const label = unit?.label.replace(/、$/, '') ?? '';
    const place =
      unit === undefined ? whole : { address, label, quote: unitWords(unit).slice(0, 1000).toWellFormed() };
    if (!isOpen && list.length === 0) return nothing;
    return html`<div class="consult-below">
      ${list.map((one) =>
        isOpen
          ? opinionFields(one, {
              w,
              change: (part) => {
                this.#mine.change(this.as, one.id, part);
                this.#typed();
              },
              remove: () => this.#remove(one.id),
            })
          : this.#said(one, slip),
      )}
      ${
        isOpen
          ? html`<button type="button" class="button bare opine" @click=${() => this.#add(place)}>
              ${list.length > 0 ? w.consultOpineMore : label === '' ? w.consultOpineWhole : w.consultOpine(label)}
            </button>`
          : nothing
      }
    </div>`;
  }

  #said({ id, text, proposal, label }: Opinion, { answers }: OwnSlip): TemplateResult {
    const w = this.words;
    const answer = answers.find(({ opinion }) => opinion === id);
    return html`<div class="opinion-said">
      <p><strong>${label === '' ? w.consultWhole : label}</strong> ${text}</p>
      ${proposal === '' ? nothing : html`<p class="proposal">${proposal}</p>`}
      ${
        answer === undefined
          ? nothing
          : html`<p class="outcome" data-decision=${answer.decision}>
              <strong>${w.consultAnswer(w.consultDecisions[answer.decision])}</strong> ${answer.reason}
            </p>`
      }
    </div>`;
  }

  #sending({ anonymous, shared }: ConsultView, slip: OwnSlip): TemplateResult {
    const w = this.words;
    const { sent } = slip;
    const count = this.#mine.said(this.as).length;
    const { busy, problem } = this.#doing;
    const isStanding = sent !== undefined && !sent.withdrawn;
    // What was said stays as it was said, with or without a name, until it is taken back.
    const mayChoose = anonymous && this.as === 'me' && !isStanding;
    const isUnnamed = isStanding ? !sent.isNamed : this.isUnnamed;
    const isChanged = this.#mine.isTyped(this.as) || (isStanding && !sent.isNewest);
    return html`<section class="consult-send">
      <div role="status">
        <p>
          ${w.consultMine(count)}
          ${count > 0 && !isStanding && !this.#mine.isTyped(this.as) ? html`<span class="quiet">${w.consultKept}</span>` : nothing}
        </p>
        ${sent === undefined ? nothing : html`<p class="notice">${sentWord(slip, w)}</p>`}
        ${isChanged && isStanding ? html`<p class="notice warn">${w.consultChanged}</p>` : nothing}
        ${
          this.undo === undefined
            ? nothing
            : html`<p>
                ${w.consultRemoved}
                <button type="button" class="button bare" @click=${this.undo}>${w.consultUndo}</button>
              </p>`
        }
      </div>
      ${
        mayChoose
          ? html`<label class="check"
              ><input
                type="checkbox"
                .checked=${this.isUnnamed}
                @change=${(event: Event) => (this.isUnnamed = (event.target as HTMLInputElement).checked)}
              /><span>${w.consultUnnamed}</span></label
            >`
          : nothing
      }
      <p class="quiet small">
        ${isUnnamed ? w.consultUnnamedHelp : w.consultNamedHelp}${
          isUnnamed ? (shared ? w.consultUnnamedShared : w.consultUnnamedAlone) : nothing
        }
      </p>
      ${shared ? html`<p class="quiet small">${w.consultShared}</p>` : nothing}
      ${problem ? roundTrouble(problem, w) : nothing}
      ${this.#keeping.problem ? roundTrouble(this.#keeping.problem, w) : nothing}
      <p class="row">
        ${
          count > 0
            ? html`<button
                type="button"
                class="button main"
                ?disabled=${busy || (isStanding && !isChanged)}
                @click=${() => this.#send(false, isUnnamed)}
              >
                ${isStanding ? w.consultSendAgain(count) : w.consultSend(count)}
              </button>`
            : html`<button
                  type="button"
                  class="button main"
                  ?disabled=${busy || (isStanding && slip.none)}
                  @click=${() => this.#send(true, isUnnamed)}
                >
                  ${w.consultNone}
                </button>
                <span class="quiet small">${w.consultNoneHelp}</span>`
        }
        ${
          isStanding
            ? html`<button type="button" class="button" ?disabled=${busy} @click=${this.#takeBack}>
                ${w.consultTakeBack}
              </button>`
            : nothing
        }
      </p>
      ${isStanding ? html`<p class="quiet small">${w.consultTakeBackHelp}</p>` : nothing}
    </section>`;
  }

  #over(slip: OwnSlip): TemplateResult {
    const w = this.words;
    return html`<section class="consult-send">
      <p class="notice">${w.consultOver}</p>
      ${slip.sent === undefined ? nothing : html`<p class="quiet">${sentWord(slip, w)}</p>`}
    </section>`;
  }
}

function sentWord({ sent, none }: OwnSlip, w: GjConsult['words']): string {
  if (sent?.withdrawn === true) return w.consultSent.withdrawn;
  if (none) return w.consultSent.none;
  return sent?.isNamed === true ? w.consultSent.named : w.consultSent.unnamed;
}

customElements.define('gj-consult', GjConsult);
