import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PackagesView } from '../../src/engine/package-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { momentOf } from '../kit/moment.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import './gj-answers.ts';
import './gj-make-package.ts';
import '../style/behalf.css';

/** Read-and-sign packages of a circulation: files for people without the app, and the answers that come back. */
export class GjPackage extends GjElement {
  @property({ attribute: false }) circulation = '';

  #view = new ViewController<PackagesView>(this, (signal) =>
    this.app.ask('packages', { circulation: this.circulation }, signal),
  );

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return trouble(problem.code, w);
    if (view === undefined) return html``;
    return html`<h2>${w.packageTitle}</h2>
      <p>${w.packageHelp}</p>
      <p class="notice">${w.packageProof}</p>
      ${
        view.isOver
          ? html`<p>${w.behalfOver}</p>`
          : html`<gj-make-package .circulation=${this.circulation} .view=${view}></gj-make-package>`
      }
      <gj-answers></gj-answers>
      ${this.#made(view)}`;
  }

  #made({ made }: PackagesView): TemplateResult | typeof nothing {
    const w = this.words;
    if (made.length === 0) return nothing;
    return html`<h2>${w.packageMade}</h2>
      <ul class="packages">
        ${made.map(({ at, people }) => {
          const answered = people.filter(({ isAnswered }) => isAnswered).length;
          return html`<li>
            <p>${w.packageMadeLine(momentOf(at, w), answered, people.length)}</p>
            <p class="quiet facts">
              ${people.map(
                ({ name, isAnswered }) =>
                  html`<span>${name} ${isAnswered ? w.packageAnswered : w.packageOpen}</span>`,
              )}
            </p>
          </li>`;
        })}
      </ul>`;
  }
}

customElements.define('gj-package', GjPackage);
