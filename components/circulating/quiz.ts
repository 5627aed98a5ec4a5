import { html, nothing, type TemplateResult } from 'lit';
import type { ToRead } from '../../src/engine/waiting-protocol.ts';
import type { FormValues } from '../kit/form-values.ts';
import type { Words } from '../words.ts';

/** The questions of a circulation; nothing where none were asked. */
export function quiz(
  { questions, pass }: Pick<ToRead, 'questions' | 'pass'>,
  w: Words,
): TemplateResult | typeof nothing {
  if (questions.length === 0) return nothing;
  return html`<section class="quiz">
    <h2>${w.quizTitle(pass, questions.length)}</h2>
    <p class="quiet">${w.quizMany}</p>
    ${questions.map(
      ({ text, choices }, at) =>
        html`<fieldset class="choices">
          <legend>${at + 1}. ${text}</legend>
          ${choices.map(
            (choice, index) =>
              html`<label class="check"
                ><input type="checkbox" name=${`answer-${at}`} .value=${String(index)} /><span
                  >${choice}</span
                ></label
              >`,
          )}
        </fieldset>`,
    )}
  </section>`;
}

/** What was ticked, one list of choices for each question. */
export function answersIn(form: FormValues, questions: number): number[][] {
  return Array.from({ length: questions }, (_, at) => form.texts(`answer-${at}`).map(Number));
}
