import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RegisterAsked } from '../../src/engine/registers-protocol.ts';
import type { Register } from '../../src/office/registers/register.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { saveFile } from '../kit/save-file.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { registerPaper } from './register-paper.ts';
import '../style/registers.css';

const forms = ['slip', 'receipts', 'missing'] as const;

/** The registers of one circulation, or that of incoming documents: seen as they are printed, and handed out. */
export class GjRegisters extends GjElement {
  /** Absent: the register of incoming documents, which is only made when somebody opens it. */
  @property() circulation = '';
  @state() private form: (typeof forms)[number] = 'slip';
  @state() private isOpen = false;
  @state() private saved = '';

  #view = new ViewController<Register | undefined>(this, (signal) => this.#ask(signal));
  #doing = new DoingController(this);

  get #asked(): RegisterAsked {
    const { circulation } = this;
    const which = circulation === '' ? { form: 'incoming' as const } : { form: this.form, circulation };
    return { ...which, language: this.words.lang.startsWith('zh') ? 'zh' : 'en', on: this.app.today() };
  }

  async #ask(signal: AbortSignal): Promise<Register | undefined> {
    if (this.circulation === '' && !this.isOpen) return undefined;
    return await this.app.ask('register', this.#asked, signal);
  }

  #show(): void {
    this.saved = '';
    void this.#view.ask((signal) => this.#ask(signal));
  }

  #choose(event: Event): void {
    this.form = (event.target as HTMLSelectElement).value as (typeof forms)[number];
    this.#show();
  }

  #open = (): void => {
    this.isOpen = true;
    this.#show();
  };

  #export(as: 'xlsx' | 'proof'): void {
    const asked = this.#asked;
    void this.#doing.run(as, async () => {
      const file = await this.app.ask('registerFile', { ...asked, as });
      saveFile(file);
      this.saved = file.name;
    });
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('circulation') && changed.get('circulation') !== undefined) this.#show();
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: register, problem } = this.#view;
    if (problem?.code === 'not-allowed')
      return this.circulation === '' ? html`` : html`<p class="quiet">${w.registersNotYours}</p>`;
    if (problem !== undefined) return trouble(problem.code, w);
    if (this.circulation === '' && !this.isOpen)
      return html`<p class="register-open">
        <button class="button" @click=${this.#open}>${w.incomingOpen}</button>
      </p>`;
    if (register === undefined) return html``;
    return html`<section class="registers" aria-label=${w.registersForm}>
      ${this.#tools()} ${registerPaper(register, w)}
    </section>`;
  }

  #tools(): TemplateResult {
    const w = this.words;
    const { busy, problem } = this.#doing;
    return html`<div class="register-tools">
      ${
        this.circulation === ''
          ? html`<h2>${w.incomingTitle}</h2>`
          : html`<label class="register-form"
              >${w.registersForm}
              <select class="field" @change=${(event: Event) => this.#choose(event)}>
                ${forms.map(
                  (one) =>
                    html`<option value=${one} ?selected=${one === this.form}>
                      ${w.registersForms[one]}
                    </option>`,
                )}
              </select>
            </label>`
      }
      <p class="register-actions">
        <button class="button" @click=${() => print()}>${w.registersPrint}</button>
        <button class="button" ?disabled=${busy} @click=${() => this.#export('xlsx')}>
          ${w.registersXlsx}
        </button>
        <button class="button" ?disabled=${busy} @click=${() => this.#export('proof')}>
          ${w.registersProof}
        </button>
      </p>
      <p class="quiet small">${w.registersHelp}</p>
      ${problem === undefined ? nothing : trouble(problem.code, w)}
      <p class="small" role="status">${this.saved === '' ? nothing : w.registersSaved(this.saved)}</p>
    </div>`;
  }
}

customElements.define('gj-registers', GjRegisters);
