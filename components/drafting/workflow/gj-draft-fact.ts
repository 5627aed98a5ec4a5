import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { DoingController } from '../../kit/doing-controller.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { trouble } from '../../library/trouble.ts';

/**
 * Words that lie with a draft: 起草说明, 保密审查人. What somebody types here stays when somebody else saves other words
 * meanwhile; then both are seen, and a person decides.
 */
export class GjDraftFact extends GjElement {
  @property() draft = '';
  @property() fact: 'explanation' | 'secrecy' = 'explanation';
  /** As it is saved. */
  @property() saved = '';
  @property({ attribute: false }) mayWrite = false;
  @state() private mine = '';
  /** What was saved when the typing began. */
  @state() private from: string | undefined;

  #doing = new DoingController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('draft')) this.from = undefined;
    if (this.from === undefined) this.mine = this.saved;
    // Somebody saved the very same.
    else if (this.mine === this.saved) this.from = undefined;
  }

  #type = (event: Event): void => {
    this.from ??= this.saved;
    this.mine = (event.target as HTMLTextAreaElement | HTMLInputElement).value;
  };

  #save = (event?: Event): void => {
    event?.preventDefault();
    const { draft, fact, mine, from = this.saved } = this;
    void this.#doing.run('save', async () => {
      await this.app.ask('draftFact', { draft, fact, before: from, text: mine });
      this.saved = mine;
      // What was typed while it was saved is not saved yet.
      this.from = this.mine === mine ? undefined : mine;
    });
  };

  #takeTheirs = (): void => {
    this.from = undefined;
    this.mine = this.saved;
  };

  #keepMine = (): void => {
    this.from = this.saved;
    this.#save();
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { fact, mine, from, mayWrite } = this;
    const isLong = fact === 'explanation';
    const label = isLong ? w.flowExplanation : w.flowSecrecy;
    const isDirty = from !== undefined;
    const isOvertaken = isDirty && from !== this.saved;
    const { busy, done, problem } = this.#doing;
    if (!mayWrite)
      return html`<p class="flow-fact-read">
        <span class="quiet">${label}</span> ${this.saved || w.flowFactNone}
      </p>`;
    return html`<form class="form flow-fact" @submit=${this.#save}>
      <label
        >${label}${
          isLong
            ? html`<textarea
                class="field"
                rows="4"
                maxlength="20000"
                placeholder=${w.flowExplanationHint}
                .value=${mine}
                @input=${this.#type}
              ></textarea>`
            : html`<input class="field" maxlength="50" .value=${mine} @input=${this.#type} />`
        }</label
      >
      ${
        isOvertaken
          ? html`<div class="notice warn">
              <p>${w.flowYours}</p>
              <p class="flow-said">${this.saved || w.flowFactNone}</p>
              <p class="row">
                <button class="button" type="button" @click=${this.#takeTheirs}>${w.flowTakeTheirs}</button>
                <button class="button" type="button" @click=${this.#keepMine}>${w.flowKeepMine}</button>
              </p>
            </div>`
          : isDirty
            ? html`<p class="row"><button class="button" ?disabled=${busy}>${w.flowSave}</button></p>`
            : html`<p class="quiet small" role="status">${done === 'save' ? w.flowSaved : ''}</p>`
      }
      ${problem === undefined || (isOvertaken && problem.code === 'draft-changed') ? nothing : trouble(problem.code, w)}
    </form>`;
  }
}

customElements.define('gj-draft-fact', GjDraftFact);
