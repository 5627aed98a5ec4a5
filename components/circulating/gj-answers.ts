import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { AnswerReview } from '../../src/engine/package-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { momentOf } from '../kit/moment.ts';
import { trouble } from '../library/trouble.ts';
import '../style/behalf.css';

/** Longer files are no answers; they are not even read. */
const longestFile = 512 * 1024;

/** A file or a pasted text, and the answers that were found in it. */
interface Source {
  name: string;
  bytes: Uint8Array;
  reviews: AnswerReview[];
}

/** Takes answers that came back: first they are looked at, and signed once somebody has seen what they say. */
export class GjAnswers extends GjElement {
  @state() private sources: Source[] = [];
  @state() private isEmpty = false;
  @state() private signed = 0;

  #doing = new DoingController(this);

  get #good(): number {
    return this.sources.flatMap(({ reviews }) => reviews).filter(({ outcome }) => outcome === 'good').length;
  }

  #check = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const element = event.target as HTMLFormElement;
    const files = [...(element.querySelector<HTMLInputElement>('input[type=file]')?.files ?? [])];
    const text = form.text('text');
    this.sources = [];
    this.signed = 0;
    this.isEmpty = files.length === 0 && text === '';
    if (this.isEmpty) return;
    void this.#doing.run('check', async () => {
      const sources: Source[] = [];
      for (const file of files) {
        const isLong = file.size > longestFile;
        const bytes = isLong ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
        const reviews: AnswerReview[] = isLong ? [{ outcome: 'too-large' }] : await this.#look(bytes);
        sources.push({ name: file.name, bytes, reviews });
      }
      if (text !== '') {
        const bytes = new TextEncoder().encode(text);
        sources.push({ name: '', bytes, reviews: await this.#look(bytes) });
      }
      this.sources = sources;
      element.reset();
    });
  };

  #look(bytes: Uint8Array): Promise<AnswerReview[]> {
    return this.app.ask('readAnswers', { bytes });
  }

  #sign = (): void => {
    void this.#doing.run('sign', async () => {
      const reason = this.words.answersReason;
      for (const [at, { name, bytes, reviews }] of this.sources.entries()) {
        if (!reviews.some(({ outcome }) => outcome === 'good')) continue;
        const taken = await this.app.ask('takeAnswers', { bytes, reason });
        this.signed += taken.filter(({ outcome }) => outcome === 'good').length;
        // What was signed has been taken now; what was not stays as it was found.
        const now = taken.map((one) =>
          one.outcome === 'good' ? { ...one, outcome: 'taken' as const } : one,
        );
        this.sources = this.sources.with(at, { name, bytes, reviews: now });
      }
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { busy, problem } = this.#doing;
    return html`<h2>${w.answersTitle}</h2>
      <p class="quiet">${w.answersHelp}</p>
      <form class="form" @submit=${this.#check}>
        <label
          >${w.answersFiles}<input class="field" type="file" name="files" multiple accept=".txt,text/plain"
        /></label>
        <label
          >${w.answersText}<textarea
            class="field code-field"
            name="text"
            rows="3"
            spellcheck="false"
            autocomplete="off"
          ></textarea>
        </label>
        ${this.isEmpty ? html`<p class="notice bad" role="alert">${w.answersNone}</p>` : nothing}
        ${problem ? trouble(problem.code, w) : nothing}
        <p><button class="button" ?disabled=${busy}>${w.answersCheck}</button></p>
      </form>
      <div role="status">${this.sources.length === 0 ? nothing : this.#reviews()}</div>`;
  }

  #reviews(): TemplateResult {
    const w = this.words;
    const good = this.#good;
    return html`<section class="answers">
      <h3>${w.answersReview}</h3>
      <ul>
        ${this.sources.flatMap(({ name, reviews }) => reviews.map((review) => this.#line(name, review)))}
      </ul>
      ${this.signed > 0 ? html`<p class="notice">${w.answersSigned(this.signed)}</p>` : nothing}
      ${
        good === 0
          ? nothing
          : html`<p>
              <button type="button" class="button main" ?disabled=${this.#doing.busy} @click=${this.#sign}>
                ${w.answersSign(good)}
              </button>
            </p>`
      }
    </section>`;
  }

  #line(source: string, { outcome, says }: AnswerReview): TemplateResult {
    const w = this.words;
    return html`<li data-outcome=${outcome}>
      <p>
        <strong>${says === undefined ? '' : says.name || w.answerUnknown}</strong>
        ${says?.unitName ?? ''} <span class="outcome">${w.answerOutcomes[outcome]}</span>
      </p>
      ${says?.statements.map((statement) => html`<p class="said">${statement}</p>`) ?? nothing}
      <p class="quiet small facts">
        ${says === undefined ? nothing : html`<span class="no-space">${w.answerAt(momentOf(says.at, w))}</span>`}
        ${says?.isTimeOff ? html`<strong>${w.answerTimeOff}</strong>` : nothing}
        <span>${w.answerFrom(source === '' ? w.answerPasted : source)}</span>
      </p>
    </li>`;
  }
}

customElements.define('gj-answers', GjAnswers);
