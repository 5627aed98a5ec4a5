import { html, type TemplateResult } from 'lit';
import type { InterpretationLine, InterpretationsView } from '../../src/engine/workflow-protocol.ts';
import type { Day } from '../../src/rule/validity.ts';
import type { Words } from '../words.ts';

type Submit = (event: SubmitEvent) => void;

/** Who is to explain the text, and who signs for them. */
function whoExplains({ clause, signers }: InterpretationsView, w: Words): string {
  if (clause === undefined) return w.interpretNobody;
  const { label, organ, isUnit } = clause;
  const signing = !isUnit
    ? w.interpretNoUnit(organ)
    : signers.length === 0
      ? w.interpretNoSigner(organ)
      : w.interpretSigners(signers);
  return `${w.interpretClause(label, organ)}${signing}`;
}

/** Asks what an article means. */
export function questionForm(
  label: string,
  view: InterpretationsView,
  busy: boolean,
  w: Words,
  submit: Submit,
): TemplateResult {
  return html`<form class="form" @submit=${submit}>
    <label
      >${w.interpretAskFor(label)}<textarea
        class="field"
        name="question"
        rows="2"
        required
        maxlength="2000"
      ></textarea>
    </label>
    <p class="quiet small">${w.interpretAskHelp}${whoExplains(view, w)}</p>
    <p class="row"><button class="button main" ?disabled=${busy}>${w.interpretAskDo}</button></p>
  </form>`;
}

/** Answers a question, or answers anew. */
export function answerForm(
  line: InterpretationLine,
  view: InterpretationsView,
  today: Day,
  busy: boolean,
  w: Words,
  submit: Submit,
): TemplateResult {
  return html`<form class="form" @submit=${submit}>
    <label
      >${w.interpretAnswer}<textarea
        class="field"
        name="answer"
        rows="3"
        required
        maxlength="4000"
        .defaultValue=${line.answer ?? ''}
      ></textarea>
    </label>
    <div class="columns">
      <label
        >${w.interpretOrgan}<input
          class="field"
          name="interpreter"
          required
          maxlength="200"
          .defaultValue=${line.interpreter ?? view.interpreter}
      /></label>
      <label
        >${w.interpretDay}<input class="field" type="date" name="on" required .defaultValue=${today}
      /></label>
      <label>${w.interpretNo}<input class="field" name="docNo" maxlength="100" /></label>
    </div>
    <p class="quiet small">${whoExplains(view, w)}</p>
    <p class="row"><button class="button main" ?disabled=${busy}>${w.interpretAnswerDo}</button></p>
  </form>`;
}

/** Ends an interpretation, or takes a question back. */
export function endForm(busy: boolean, w: Words, submit: Submit): TemplateResult {
  return html`<form class="form" @submit=${submit}>
    <label>${w.interpretEndReason}<input class="field" name="reason" required maxlength="200" /></label>
    <p class="row"><button class="button" ?disabled=${busy}>${w.interpretEndDo}</button></p>
  </form>`;
}
