import type { ViewUpdate } from '@codemirror/view';
import { html, nothing, type TemplateResult } from 'lit';
import type { TextFinding } from '../../../src/rule/check-finding.ts';
import { checkedOf, isOfNumbers, placedFindings, type PlacedFinding } from './paper-checks.ts';
import { PaperElement } from './paper-element.ts';

/** A longer list is not read. */
const mostListed = 100;

/** What was found in the draft, each with a way to its place. */
export class GjDraftChecks extends PaperElement {
  protected override viewUpdated({ startState, state }: ViewUpdate): void {
    if (checkedOf(startState) !== checkedOf(state)) this.requestUpdate();
  }

  #goTo({ from, to }: PlacedFinding): void {
    this.view?.focus();
    this.view?.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
  }

  #renumber = (): void => {
    this.view?.dom.dispatchEvent(new CustomEvent('draft-renumber', { bubbles: true }));
  };

  #line(finding: TextFinding, place: PlacedFinding | undefined): TemplateResult {
    const w = this.words;
    const label = finding.label === '' ? w.wholeText : finding.label;
    return html`<li data-weight=${finding.weight}>
      <span class="weight">${w.checkWeight[finding.weight]}</span>
      ${
        place === undefined
          ? html`<span>${label}</span>`
          : html`<button class="link" type="button" @click=${() => this.#goTo(place)}>${label}</button>`
      }
      <span>${w.finding[finding.kind](finding.detail ?? {})}</span>
    </li>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const checked = this.view && checkedOf(this.view.state);
    if (checked === undefined) return nothing;
    if (checked.state === 'failed')
      return html`<p class="notice warn" role="status">${w.paperChecksFailed}</p>`;
    const placed = placedFindings(checked);
    const all = [...checked.whole, ...placed.map(({ finding }) => finding)];
    const errors = all.filter(({ weight }) => weight === 'error').length;
    const said =
      all.length > 0
        ? w.checksCount(errors, all.length - errors)
        : checked.state === 'waiting'
          ? w.paperChecking
          : w.checksNone;
    return html`<section class="draft-checks" aria-label=${w.paperChecks}>
      <p role="status">
        ${said}
        ${
          placed.some(({ finding }) => isOfNumbers(finding))
            ? html`<button class="button" type="button" @click=${this.#renumber}>
                ${w.paperAction.renumber.title}
              </button>`
            : nothing
        }
      </p>
      ${
        all.length === 0
          ? nothing
          : html`<ul class="findings">
              ${checked.whole.map((finding) => this.#line(finding, undefined))}
              ${placed.slice(0, mostListed).map((one) => this.#line(one.finding, one))}
            </ul>`
      }
    </section>`;
  }
}

customElements.define('gj-draft-checks', GjDraftChecks);
