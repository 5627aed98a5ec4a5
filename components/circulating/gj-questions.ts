import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Question } from '../../src/ledger/circulation-acts.ts';
import { GjElement } from '../kit/gj-element.ts';
import '../style/circulate.css';

const mostChoices = 6;

/** Questions that readers are to answer, with their choices and the right ones. Tells of them with `gj-questions`. */
export class GjQuestions extends GjElement {
  @property({ attribute: false }) questions: readonly Question[] = [];

  #tell(detail: Question[]): void {
    this.dispatchEvent(new CustomEvent<Question[]>('gj-questions', { detail, bubbles: true }));
  }

  #change(at: number, change: Partial<Question>): void {
    this.#tell(this.questions.map((one, i) => (i === at ? { ...one, ...change } : one)));
  }

  #remove(at: number, choice: number): void {
    const { choices, right } = this.questions[at]!;
    this.#change(at, {
      choices: choices.filter((_, i) => i !== choice),
      right: right.flatMap((one) => (one === choice ? [] : one > choice ? one - 1 : one)),
    });
  }

  protected override render(): TemplateResult {
    const w = this.words;
    return html`${this.questions.map((question, at) => this.#question(question, at))}
      <p>
        <button
          class="button"
          type="button"
          @click=${() => this.#tell([...this.questions, { text: '', choices: ['', ''], right: [] }])}
        >
          ${w.questionAdd}
        </button>
      </p>`;
  }

  #question({ text, choices, right }: Question, at: number): TemplateResult {
    const w = this.words;
    return html`<fieldset class="question">
      <legend>${w.questionOf(at + 1)}</legend>
      <label
        >${w.questionText}<textarea
          class="field"
          rows="2"
          required
          maxlength="400"
          .value=${text}
          @input=${(event: Event) => this.#change(at, { text: valueOf(event) })}
        ></textarea>
      </label>
      <ul class="question-choices">
        ${choices.map(
          (choice, i) =>
            html`<li>
              <label class="check"
                ><input
                  type="checkbox"
                  aria-label=${w.choiceRight(i + 1)}
                  .checked=${right.includes(i)}
                  @change=${(event: Event) => {
                    const isRight = (event.target as HTMLInputElement).checked;
                    this.#change(at, {
                      right: isRight ? [...right, i].sort((a, b) => a - b) : right.filter((one) => one !== i),
                    });
                  }}
                /><span>${w.choiceIsRight}</span></label
              >
              <input
                class="field"
                required
                maxlength="200"
                aria-label=${w.choiceOf(i + 1)}
                placeholder=${w.choiceOf(i + 1)}
                .value=${choice}
                @input=${(event: Event) =>
                  this.#change(at, { choices: choices.map((one, j) => (j === i ? valueOf(event) : one)) })}
              />
              ${
                choices.length > 2
                  ? html`<button class="button bare" type="button" @click=${() => this.#remove(at, i)}>
                      ${w.choiceRemove}<span class="vh"> ${w.choiceOf(i + 1)}</span>
                    </button>`
                  : nothing
              }
            </li>`,
        )}
      </ul>
      <p class="question-tools">
        ${
          choices.length < mostChoices
            ? html`<button
                class="button bare"
                type="button"
                @click=${() => this.#change(at, { choices: [...choices, ''] })}
              >
                ${w.choiceAdd}
              </button>`
            : nothing
        }
        <button
          class="button bare"
          type="button"
          @click=${() => this.#tell(this.questions.filter((_, i) => i !== at))}
        >
          ${w.questionRemove}<span class="vh"> ${w.questionOf(at + 1)}</span>
        </button>
      </p>
    </fieldset>`;
  }
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

customElements.define('gj-questions', GjQuestions);
