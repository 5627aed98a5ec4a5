import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { InterpretationLine, InterpretationsView } from '../../src/engine/workflow-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { trouble } from '../library/trouble.ts';
import { answerForm, endForm, questionForm } from './interpretation-forms.ts';
import '../style/interpretations.css';

/** Where something is asked or answered. */
export interface InterpretedPlace {
  rule: string;
  edition: string;
  /** Absent for what is not in this edition any more. */
  address?: string;
  label: string;
}

/** 解释答复 at one article: what was asked, what it means, and the way to ask, to answer and to end it. */
export class GjInterpretations extends GjElement {
  @property({ attribute: false }) place!: InterpretedPlace;
  @property({ attribute: false }) lines: readonly InterpretationLine[] = [];
  @property({ attribute: false }) view!: InterpretationsView;
  /** The reader wants to ask something here. */
  @property({ attribute: false }) asking = false;
  /** Entry that is answered, answered anew or ended. */
  @state() private open: { entry: string; act: 'answer' | 'end' } | undefined;

  #doing = new DoingController(this);

  /** Signs what a form says, and closes it when that is done. */
  #sign(event: SubmitEvent, act: (form: FormValues) => Promise<void>): void {
    const form = FormValues.of(event);
    void this.#doing
      .run('sign', () => act(form))
      .then((isDone) => {
        if (!isDone) return;
        this.open = undefined;
        this.dispatchEvent(new Event('gj-asked', { bubbles: true }));
      });
  }

  #ask = (event: SubmitEvent): void => {
    const { rule, edition, address = '' } = this.place;
    this.#sign(event, (form) =>
      this.app.ask('inquire', { rule, edition, address, question: form.text('question') }),
    );
  };

  #answer(event: SubmitEvent, line: InterpretationLine): void {
    const { rule, edition } = this.place;
    // What is answered anew is answered for the article as it is here.
    const address = line.address ?? line.said.address;
    this.#sign(event, (form) => {
      const docNo = form.text('docNo');
      return this.app.ask('interpret', {
        rule,
        edition: line.address === undefined ? line.said.edition : edition,
        address,
        question: line.question,
        answer: form.text('answer'),
        interpreter: form.text('interpreter'),
        on: form.text('on'),
        ...(docNo !== '' && { docNo }),
        ...(line.state === 'asked' ? { inquiry: line.entry } : { replaces: line.entry }),
        ...(line.inquiry !== undefined && { inquiry: line.inquiry }),
      });
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const { place, lines, asking } = this;
    const live = lines.filter((line) => line.state !== 'lapsed');
    const over = lines.filter((line) => line.state === 'lapsed');
    if (lines.length === 0 && !asking) return nothing;
    const { busy, problem } = this.#doing;
    return html`<aside class="interpretations" aria-label=${w.interpretAt(place.label)}>
      <p class="quiet small">${w.interpretTitle}</p>
      <ul>
        ${live.map((line) => this.#line(line))}
      </ul>
      ${
        over.length === 0
          ? nothing
          : html`<details>
              <summary>${w.interpretOver(over.length)}</summary>
              <ul>
                ${over.map((line) => this.#line(line))}
              </ul>
            </details>`
      }
      ${asking ? questionForm(place.label, this.view, busy, w, this.#ask) : nothing}
      ${problem === undefined ? nothing : trouble(problem.code, w)}
    </aside>`;
  }

  #line(line: InterpretationLine): TemplateResult {
    const w = this.words;
    const { state: stands, question, answer, docNo } = line;
    return html`<li data-state=${stands}>
      <p>
        <b>${w.interpretState[stands]}</b>
        ${docNo === undefined ? nothing : html`<span class="no-space">${docNo}</span>`}
        ${
          line.recheck
            ? html`<span class="recheck"
                  >${line.address === undefined ? w.interpretGone : w.interpretRecheck}</span
                >
                <a href=${this.#saidAt(line)}>${w.interpretSaidOf} ${line.said.label}</a>`
            : nothing
        }
        ${line.ofLater ? html`<span class="quiet">${w.interpretOfLater}</span> <a href=${this.#saidAt(line)}>${w.interpretSaidOf} ${line.said.label}</a>` : nothing}
      </p>
      <p>${w.interpretAsks(question)}</p>
      ${answer === undefined ? nothing : html`<p class="answer">${w.interpretSays(answer)}</p>`}
      <p class="quiet small">
        ${
          line.interpreter === undefined
            ? w.interpretAsked(line.byName)
            : [w.interpretBy(line.interpreter, line.on ?? ''), w.interpretSigned(line.byName)].join(w.between)
        }
      </p>
      ${this.#acts(line)}
    </li>`;
  }

  #saidAt({ said }: InterpretationLine): string {
    const { edition, address } = said;
    return formatRoute({ page: 'rule', rule: this.place.rule, address, edition: edition.slice(0, 16) });
  }

  #acts(line: InterpretationLine): TemplateResult | typeof nothing {
    const w = this.words;
    const { view, open } = this;
    const { busy } = this.#doing;
    const isAsked = line.state === 'asked';
    const mayAnswer = view.mayAnswer && (isAsked || line.recheck);
    if (open?.entry === line.entry)
      return open.act === 'answer'
        ? answerForm(line, view, this.app.today(), busy, w, (event) => this.#answer(event, line))
        : endForm(busy, w, (event) =>
            this.#sign(event, (form) =>
              this.app.ask('endInterpretation', { entry: line.entry, reason: form.text('reason') }),
            ),
          );
    if (!mayAnswer && !line.mayEnd) return nothing;
    const choose = (act: 'answer' | 'end') => (): void => {
      this.open = { entry: line.entry, act };
    };
    return html`<p class="row">
      ${
        mayAnswer
          ? html`<button class="button" @click=${choose('answer')}>
              ${isAsked ? w.interpretAnswer : w.interpretAgain}
            </button>`
          : nothing
      }
      ${
        line.mayEnd
          ? html`<button class="button bare" @click=${choose('end')}>
              ${isAsked ? w.interpretEndAsk : w.interpretEnd}
            </button>`
          : nothing
      }
    </p>`;
  }
}

customElements.define('gj-interpretations', GjInterpretations);
