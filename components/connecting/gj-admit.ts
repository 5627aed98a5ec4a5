import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { AdmittingView, PairingView } from '../../src/engine/connect-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { StepController } from '../kit/step-controller.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { compareDigits } from './compare-digits.ts';
import '../style/connect.css';

const invitations = formatRoute({ page: 'connections', part: 'invitations' });

/** A device asks to come in: the admin compares digits, and learns what became of it. */
export class GjAdmit extends GjElement {
  /** Id of the invitation. */
  @property() invitation = '';

  #doing = new DoingController(this);
  #view = new ViewController<PairingView>(
    this,
    (signal) => this.app.ask('pairing', undefined, signal),
    connections,
  );

  constructor() {
    super();
    new StepController(this, () => this.#asking?.step);
  }

  get #asking(): AdmittingView | undefined {
    return this.#view.answer?.admitting.find(({ id }) => id === this.invitation);
  }

  #answer = (digits: string, same: boolean): void => {
    void this.#doing.run('answer', () => this.app.ask('answerDigits', { of: this.invitation, digits, same }));
  };

  #cancel = (): void => {
    void this.#doing.run('cancel', async () => {
      await this.app.ask('cancelInvitation', { id: this.invitation });
      location.hash = invitations;
    });
  };

  #end = (): void => {
    void this.#doing.run('end', async () => {
      await this.app.ask('endPairing', { of: this.invitation });
      location.hash = invitations;
    });
  };

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer, problem } = this.#view;
    const asking = this.#asking;
    return html`<section class="page narrow pairing">
      <h1>${w.admitTitle}</h1>
      ${problem ? trouble(problem.code, w) : nothing}
      ${
        asking !== undefined
          ? this.#step(asking)
          : answer === undefined
            ? nothing
            : html`<p>${w.admitOver}</p>
                <p><a class="button" href=${invitations}>${w.connectionsParts.invitations}</a></p>`
      }
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
    </section>`;
  }

  #step(asking: AdmittingView): TemplateResult {
    const w = this.words;
    const { memberName, deviceName, step } = asking;
    const head = (title: string): TemplateResult => html`<h2 class="step-title" tabindex="-1">${title}</h2>`;
    const button = (label: string, press: () => void, look = ''): TemplateResult =>
      html`<button class="button ${look}" ?disabled=${this.#doing.busy} @click=${press}>${label}</button>`;
    const end = (label: string): TemplateResult => html`<p>${button(label, this.#end)}</p>`;
    switch (step) {
      case 'compare':
        return html`${head(w.asksToJoin(memberName, deviceName))}
        ${compareDigits(
          asking.digits,
          w.admitCompareHelp,
          { busy: this.#doing.busy, answer: this.#answer },
          w,
        )}`;
      case 'waiting':
        return html`${head(w.admitWaiting)} ${end(w.leaveIt)}`;
      case 'sending':
        return html`${head(w.admitSending)}`;
      case 'done':
        return html`${head(w.admitDone(deviceName, memberName))} ${end(w.understood)}`;
      default:
        return html`${head(w.admitFailed)}
          <div class="notice bad">
            ${asking.fault === undefined ? nothing : html`<p>${w.pairingFault[asking.fault](asking.by === 'here')}</p>`}
            <p>${w.admitSafe}</p>
          </div>
          <p class="row">
            ${asking.fault === 'digits-differ' ? button(w.invitationCancel, this.#cancel, 'main') : nothing}
            ${button(w.understood, this.#end)}
          </p>`;
    }
  }
}

customElements.define('gj-admit', GjAdmit);
