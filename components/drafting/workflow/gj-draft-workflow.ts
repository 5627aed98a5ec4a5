import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DraftStage } from '../../../src/ledger/draft-acts.ts';
import type { DraftWay, WorkflowView } from '../../../src/engine/workflow-protocol.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { FormValues } from '../../kit/form-values.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { ViewController } from '../../kit/view-controller.ts';
import { trouble } from '../../library/trouble.ts';
import { flowApproval } from './flow-approval.ts';
import { flowMoves } from './flow-moves.ts';
import { flowPeople } from './flow-people.ts';
import { flowStages } from './flow-stages.ts';
import { flowWays } from './flow-ways.ts';
import { FollowDraft } from './follow-draft.ts';
import './gj-draft-fact.ts';
import '../../style/draft-workflow.css';

/** The way of a draft: where it stands, what is missing, who agrees, and what the user may sign. */
export class GjDraftWorkflow extends GjElement {
  @property() draft = '';
  @state() private chosen: DraftStage | '' = '';
  @state() private said = '';

  #view = new ViewController<WorkflowView>(this, (signal) => this.#ask(signal));
  #doing = new DoingController(this);

  constructor() {
    super();
    new FollowDraft(
      this,
      () => this.draft,
      () => this.#look(),
    );
  }

  #ask(signal: AbortSignal): Promise<WorkflowView> {
    return this.app.ask('workflow', { draft: this.draft, on: this.app.today() }, signal);
  }

  #look(): Promise<void> {
    return this.#view.ask((signal) => this.#ask(signal));
  }

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  /** Does something and looks again, whether it was done or refused. */
  #do(name: string, act: () => Promise<unknown>): void {
    this.said = '';
    void this.#doing.run(name, act).then(() => this.#look());
  }

  #sign = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const way = this.#way;
    if (way === undefined) return;
    const { draft } = this;
    this.#do('move', async () => {
      await this.app.ask('moveDraft', { draft, to: way.to, note: form.text('note'), on: this.app.today() });
      this.chosen = '';
      this.said = this.words.flowMoved(this.words.flowStages[way.to]);
      (event.target as HTMLFormElement).reset();
    });
  };

  /** What is chosen, else the first way on. */
  get #way(): DraftWay | undefined {
    const mine = this.#view.answer?.ways.filter(({ allowed }) => allowed) ?? [];
    return mine.find(({ to }) => to === this.chosen) ?? mine[0];
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem !== undefined) return trouble(problem.code, w);
    if (view === undefined) return html``;
    const { draft } = this;
    const { busy, problem: failed } = this.#doing;
    const fact = (name: 'explanation' | 'secrecy', saved: string): TemplateResult =>
      html`<gj-draft-fact
        .draft=${draft}
        .fact=${name}
        .saved=${saved}
        .mayWrite=${view.mayWrite}
      ></gj-draft-fact>`;
    return html`<section class="flow" aria-label=${w.flowTitle}>
      ${flowStages(view, w)}
      <p class="flow-done" role="status">${this.said}</p>
      ${failed === undefined ? nothing : trouble(failed.code, w)}
      ${flowWays(view, this.#way, busy, w, ({ to }) => (this.chosen = to), this.#sign)}
      <section class="flow-part">
        <h2>${w.flowPapers}</h2>
        ${fact('explanation', view.explanation)} ${fact('secrecy', view.secrecy)}
      </section>
      ${flowApproval(view, busy, w, {
        ask: (member, ask) => this.#do('ask', () => this.app.ask('askApproval', { draft, member, ask })),
        approve: () => this.#do('approve', () => this.app.ask('approveDraft', { draft, text: view.text })),
        takeBack: () => this.#do('approve', () => this.app.ask('withdrawApproval', { draft })),
      })}
      ${flowPeople(view, busy, w, (member, end) =>
        this.#do('invite', () => this.app.ask('inviteToDraft', { draft, members: [member], end })),
      )}
      ${flowMoves(view, w)}
    </section>`;
  }
}

customElements.define('gj-draft-workflow', GjDraftWorkflow);
