import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { SavedFile } from '../../src/engine/office-protocol.ts';
import type { PackagesView } from '../../src/engine/package-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { saveFile } from '../kit/save-file.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { editionName } from '../reading/compare-editions.ts';
import { behalfTrouble } from './behalf-trouble.ts';
import { chosenIn, peopleChoice } from './people-choice.ts';
import '../style/behalf.css';

/** Browsers ask their user, or stop, when a page saves many files. */
const mostFiles = 20;

/** Makes read-and-sign packages for people who are still missing. */
export class GjMakePackage extends GjElement {
  @property({ attribute: false }) circulation = '';
  @property({ attribute: false }) view!: PackagesView;
  @state() private count = 0;
  @state() private isTooMany = false;
  @state() private files: SavedFile[] = [];

  #doing = new DoingController(this);

  #changed = (): void => {
    this.count = chosenIn(this);
    this.isTooMany = false;
  };

  #make = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const members = form.texts('members');
    const isShared = form.text('files') === 'shared';
    this.files = [];
    this.isTooMany = !isShared && members.length > mostFiles;
    if (this.isTooMany) return;
    void this.#doing.run('make', async () => {
      // With nobody chosen the engine says so.
      for (const some of isShared || members.length === 0 ? [members] : members.map((one) => [one])) {
        const file = await this.app.ask('makePackage', {
          circulation: this.circulation,
          members: some,
          statements: this.#statements(),
        });
        saveFile(file);
        this.files = [...this.files, file];
      }
    });
  };

  /** As in the app, where the whole text was shown. */
  #statements(): Record<string, string> {
    const { level, editions } = this.view;
    return Object.fromEntries(
      editions.map((one) => [
        one.edition,
        this.words.statementOf(level, ruleTitle(one), editionName(one, this.words), ''),
      ]),
    );
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { missing, editions } = this.view;
    if (editions.some(({ isMissing }) => isMissing))
      return html`<p class="notice warn">${w.packageTextMissing}</p>`;
    return html`${missing.length === 0 ? html`<p>${w.behalfNobody}</p>` : this.#form()}
      <div role="status">
        ${
          this.files.length === 0
            ? nothing
            : html`<div class="notice">
                <p>${w.packageFiles}</p>
                <ul>
                  ${this.files.map(
                    (file) =>
                      html`<li>
                        ${file.name}
                        <button
                          type="button"
                          class="button bare"
                          aria-label="${w.packageSave} ${file.name}"
                          @click=${() => saveFile(file)}
                        >
                          ${w.packageSave}
                        </button>
                      </li>`,
                  )}
                </ul>
              </div>`
        }
      </div>`;
  }

  #form(): TemplateResult {
    const w = this.words;
    const way = (value: string, label: string, help: string): TemplateResult =>
      html`<label class="check"
        ><input type="radio" name="files" .value=${value} ?checked=${value === 'each'} /><span
          >${label} <span class="quiet">${help}</span></span
        ></label
      >`;
    return html`<form class="form" @submit=${this.#make} @change=${this.#changed}>
      ${peopleChoice(this.view.missing, w.packageWho, [], w)}
      <fieldset class="choices">
        <legend>${w.packageHow}</legend>
        ${way('each', w.packageOneEach, w.packageOneEachHelp)}
        ${way('shared', w.packageShared, w.packageSharedHelp)}
      </fieldset>
      ${this.isTooMany ? html`<p class="notice bad" role="alert">${w.packageMany}</p>` : nothing}
      ${this.#doing.problem ? behalfTrouble(this.#doing.problem, w) : nothing}
      <p class="row">
        <button class="button main" ?disabled=${this.#doing.busy}>
          ${this.#doing.busy ? w.packageMaking : w.packageMake}
        </button>
        <span class="quiet" aria-live="polite">${w.behalfChosen(this.count)}</span>
      </p>
    </form>`;
  }
}

customElements.define('gj-make-package', GjMakePackage);
