import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CarriedReview, RoundView } from '../../../src/engine/opinions-protocol.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { FormValues } from '../../kit/form-values.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { momentOf } from '../../kit/moment.ts';
import { saveFile } from '../../kit/save-file.ts';
import { roundTrouble } from './round-trouble.ts';
import '../../style/behalf.css';
import '../../style/connect.css';

/** Longer files are no answers; they are not even read. */
const longestFile = 2 * 1024 * 1024;

/** Files for people without the app, and the answers that come back: looked at first, then taken in. */
export class GjOpinionsFile extends GjElement {
  @property() consultation = '';
  @property({ attribute: false }) view!: RoundView;
  @state() private sources: { bytes: Uint8Array; reviews: CarriedReview[] }[] = [];
  @state() private isEmpty = false;

  #doing = new DoingController(this);

  #make = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const { consultation } = this;
    const names = form.text('names').split('\n');
    void this.#doing.run('make', async () =>
      saveFile(await this.app.ask('opinionsPackage', { consultation, names, on: this.app.today() })),
    );
  };

  #check = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const element = event.target as HTMLFormElement;
    const files = [...(element.querySelector<HTMLInputElement>('input[type=file]')?.files ?? [])];
    const text = form.text('text');
    this.sources = [];
    this.isEmpty = files.length === 0 && text === '';
    if (this.isEmpty) return;
    void this.#doing.run('check', async () => {
      const all: Uint8Array[] = text === '' ? [] : [new TextEncoder().encode(text)];
      for (const file of files)
        all.push(
          file.size > longestFile
            ? new Uint8Array(longestFile + 1)
            : new Uint8Array(await file.arrayBuffer()),
        );
      const sources = [];
      for (const bytes of all) sources.push({ bytes, reviews: await this.#read(bytes, false) });
      this.sources = sources;
      element.reset();
    });
  };

  #take = (): void => {
    void this.#doing.run('take', async () => {
      for (const [at, { bytes }] of this.sources.entries()) {
        const reviews = (await this.#read(bytes, true)).map((one) =>
          one.outcome === 'good' ? { ...one, outcome: 'taken' as const } : one,
        );
        this.sources = this.sources.with(at, { bytes, reviews });
      }
    });
  };

  #read(bytes: Uint8Array, take: boolean): Promise<CarriedReview[]> {
    return this.app.ask('readOpinions', { consultation: this.consultation, bytes, take });
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { busy, problem } = this.#doing;
    const reviews = this.sources.flatMap((one) => one.reviews);
    const good = reviews.filter(({ outcome }) => outcome === 'good').length;
    return html`<p class="quiet small">${w.roundPackageHelp}</p>
      <form class="form" @submit=${this.#make}>
        <label
          >${w.roundPackageNames}<textarea class="field" name="names" rows="2" required></textarea>
        </label>
        <p><button class="button" ?disabled=${busy}>${w.roundPackageMake}</button></p>
      </form>
      ${this.#made()}
      <h3>${w.roundCarryIn}</h3>
      <form class="form" @submit=${this.#check}>
        <label
          >${w.roundCarryFiles}<input class="field" type="file" multiple accept=".txt,text/plain"
        /></label>
        <label
          >${w.roundCarryText}<textarea
            class="field code-field"
            name="text"
            rows="2"
            spellcheck="false"
          ></textarea>
        </label>
        ${this.isEmpty ? html`<p class="notice bad" role="alert">${w.roundCarryEmpty}</p>` : nothing}
        <p><button class="button" ?disabled=${busy}>${w.roundCarryCheck}</button></p>
      </form>
      ${problem ? roundTrouble(problem, w) : nothing}
      <div role="status">
        <ul class="carried">
          ${reviews.map(
            ({ outcome, name, opinions }) =>
              html`<li data-outcome=${outcome}>
                <strong>${name ?? ''}</strong>
                ${opinions === undefined ? nothing : w.roundCarryCount(opinions)}
                <span>${w.roundCarryOutcomes[outcome]}</span>
              </li>`,
          )}
        </ul>
      </div>
      ${
        good === 0
          ? nothing
          : html`<p>
              <button type="button" class="button main" ?disabled=${busy} @click=${this.#take}>
                ${w.roundCarryTake(good)}
              </button>
            </p>`
      }`;
  }

  #made(): TemplateResult | typeof nothing {
    const w = this.words;
    const { packages } = this.view;
    if (packages.length === 0) return nothing;
    return html`<ul class="packages">
      ${packages.map(({ at, people }) => {
        const answered = people.filter(({ isAnswered }) => isAnswered).length;
        return html`<li>
          <p>${w.roundPackageMade(momentOf(at, w), answered, people.length)}</p>
          <p class="quiet small facts">
            ${people.map(({ name, isAnswered }) => html`<span>${name}${isAnswered ? ' ✓' : ''}</span> `)}
          </p>
        </li>`;
      })}
    </ul>`;
  }
}

customElements.define('gj-opinions-file', GjOpinionsFile);
