import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { ConnectionsView, JoinView, PairingView } from '../../src/engine/connect-protocol.ts';
import type { CallAnswer } from '../../src/engine/protocol.ts';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { StepController } from '../kit/step-controller.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { compareDigits } from './compare-digits.ts';
import './gj-join-form.ts';
import { standingSentence } from './standing-parts.ts';
import '../style/connect.css';

interface Whole {
  pairing: PairingView;
  office: OfficeView;
  connections: ConnectionsView;
  /** Texts that are on this device. */
  rules: number;
}

/** A file names the office by its fingerprint too. */
type Joined = JoinView & { fingerprint?: string };

/** Joining an office, on the device that is new to it. */
export class GjJoin extends GjElement {
  /** As the address brought it. */
  @property() code = '';

  /** By a file: there is no other side that says how it goes on. */
  @state() private joined: Joined | undefined;

  #doing = new DoingController(this);
  #view = new ViewController<Whole>(
    this,
    async (signal) => {
      const [pairing, office, now, { rules }] = await Promise.all([
        this.app.ask('pairing', undefined, signal),
        this.app.ask('office', undefined, signal),
        this.app.ask('connections', undefined, signal),
        this.app.ask('device', undefined, signal),
      ]);
      return { pairing, office, connections: now, rules };
    },
    connections,
  );

  constructor() {
    super();
    new StepController(this, () => this.#view.answer && (this.#join?.step ?? 'form'));
  }

  get #join(): Joined | undefined {
    return this.joined ?? this.#view.answer?.pairing.join;
  }

  #taken = (event: CustomEvent<CallAnswer<'takeAnswer'>>): void => {
    this.joined = { step: 'done', ...event.detail };
  };

  #answer = (digits: string, same: boolean): void => {
    void this.#doing.run('answer', () => this.app.ask('answerDigits', { of: 'join', digits, same }));
  };

  #end(next?: string): void {
    void this.#doing.run('end', async () => {
      if (this.joined === undefined) await this.app.ask('endPairing', { of: 'join' });
      this.joined = undefined;
      if (next !== undefined) location.hash = next;
    });
  }

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer, problem } = this.#view;
    return html`<section class="page narrow pairing">
      <h1 class=${this.#join === undefined ? 'step-title' : ''} tabindex="-1">${w.joinTitle}</h1>
      ${problem ? trouble(problem.code, w) : nothing} ${answer === undefined ? nothing : this.#now(answer)}
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
    </section>`;
  }

  #now({ office: { office, me }, connections: view, pairing, rules }: Whole): TemplateResult {
    const w = this.words;
    const join = this.#join;
    const isDoubted = view.standing === 'doubted';
    // What was typed is still there when it has to be tried again.
    if (office !== undefined && me !== undefined && !isDoubted)
      return html`<div ?hidden=${join !== undefined}>
          <p class="notice">${w.joinAlready(office.name)}</p>
          <p>
            <a class="button" href=${formatRoute({ page: 'connections', part: 'devices' })}
              >${w.connectionsTitle}</a
            >
          </p>
          <details class="act">
            <summary>${w.joinRevoked}</summary>
            <p class="quiet">${w.joinRevokedHelp}</p>
            <gj-join-form
              .code=${this.code}
              .request=${pairing.request}
              anew
              @gj-joined=${this.#taken}
            ></gj-join-form>
          </details>
        </div>
        ${join === undefined ? nothing : this.#step(join, view)}`;
    return html`${
        // What a backup brought is the office's own.
        join === undefined && office === undefined && rules > 0
          ? html`<p class="notice warn">${w.joinOwnTexts(rules)}</p>`
          : nothing
      }${
        join === undefined && (isDoubted || view.standing === 'revoked')
          ? html`<div class="notice warn">
              <p>${standingSentence(view, w)}</p>
              <p>${w.rejoinHelp}</p>
            </div>`
          : nothing
      }<gj-join-form
        .code=${this.code}
        .request=${pairing.request}
        ?anew=${isDoubted}
        ?hidden=${join !== undefined}
        @gj-joined=${this.#taken}
      ></gj-join-form>
      ${join === undefined ? nothing : this.#step(join, view)}`;
  }

  /** What happens by itself once a device has joined. */
  #whatComes({ awaiting }: JoinView, view: ConnectionsView): string {
    const w = this.words;
    if (awaiting) return w.joinAwaiting;
    // The lines begin a moment later.
    return view.standing === 'receiving' || view.standing === 'agreed'
      ? standingSentence(view, w)
      : w.joinSoon;
  }

  #step(join: Joined, view: ConnectionsView): TemplateResult {
    const w = this.words;
    const head = (title: string): TemplateResult => html`<h2 class="step-title" tabindex="-1">${title}</h2>`;
    const end = (label: string, next?: string): TemplateResult =>
      html`<p>
        <button
          class="button ${next === undefined ? '' : 'main'}"
          ?disabled=${this.#doing.busy}
          @click=${() => this.#end(next)}
        >
          ${label}
        </button>
      </p>`;
    switch (join.step) {
      case 'seeking':
        return html`${head(w.joinSeeking)}
          <p>${w.joinSeekingHelp}</p>
          ${end(w.leaveIt)}`;
      case 'compare':
        return html`${head(w.compareDigits)}
        ${compareDigits(
          join.digits ?? '',
          w.joinCompareHelp,
          { busy: this.#doing.busy, answer: this.#answer },
          w,
        )}`;
      case 'waiting':
        return html`${head(w.joinWaiting)} ${end(w.leaveIt)}`;
      case 'done':
        return html`${head(w.joinDone(join.memberName ?? ''))}
          <p>${(join.awaiting ? w.joinAwaitingIn : w.joinDoneIn)(join.officeName ?? '')}</p>
          ${
            join.fingerprint === undefined
              ? nothing
              : html`<div class="notice fingerprint">
                  <p>${w.fingerprint}</p>
                  <p><code>${join.fingerprint}</code></p>
                  <p>${w.joinFingerprintHelp}</p>
                </div>`
          }
          <p>${this.#whatComes(join, view)}</p>
          ${end(w.joinStart, formatRoute({ page: 'home' }))}`;
      default:
        return html`${head(w.joinFailed)}
          <div class="notice bad">
            ${join.fault === undefined ? nothing : html`<p>${w.pairingFault[join.fault](join.by === 'here')}</p>`}
            <p>${w.joinSafe}</p>
          </div>
          ${end(w.joinAgain)}`;
    }
  }
}

customElements.define('gj-join', GjJoin);
