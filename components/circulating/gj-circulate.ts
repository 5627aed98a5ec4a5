import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute, type Route } from '../../src/app/route.ts';
import type { CirculateView, EditionToSend, WhichEdition } from '../../src/engine/circulate-protocol.ts';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import type { ShelfRow } from '../../src/engine/protocol.ts';
import type { Audience, Question, ReadingLevel } from '../../src/ledger/circulation-acts.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { StepController } from '../kit/step-controller.ts';
import { ViewController } from '../kit/view-controller.ts';
import { weekdayOf } from '../kit/weekday.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { trouble } from '../library/trouble.ts';
import { circulateAdd } from './circulate-add.ts';
import { circulateDue, type Within } from './circulate-due.ts';
import { circulateEditions } from './circulate-editions.ts';
import { circulateOrder, type Order } from './circulate-order.ts';
import { circulateReach } from './circulate-reach.ts';
import { circulateScope, type ScopeChoice } from './circulate-scope.ts';
import './gj-audience.ts';
import './gj-questions.ts';
import '../style/circulate.css';
import '../style/connect.css';

const nobody: Audience = { units: [], posts: [], roles: [], members: [], except: [] };
const levels: readonly ReadingLevel[] = ['received', 'read', 'studied'];
/** Working days after which somebody else is told. */
const escalations = [1, 2, 3, 5, 10];

/** Sending editions to those who must read them: what, to whom, how, until when, and one signature. */
export class GjCirculate extends GjElement {
  @property({ attribute: false }) route!: Extract<Route, { page: 'circulate' }>;
  @state() private which: WhichEdition[] = [];
  @state() private audience: Audience = nobody;
  @state() private scopeChoice: ScopeChoice | undefined;
  @state() private scopeOther: Audience = nobody;
  @state() private level: ReadingLevel = 'read';
  @state() private order: Order = 'together';
  @state() private within: Within = { workingDays: 5 };
  @state() private questions: Question[] = [];
  @state() private replaces: string | undefined;
  @state() private query = '';
  /** Id of what was sent. */
  @state() private sent = '';

  #view = new ViewController<CirculateView>(this, (signal) => this.#prepare(signal));
  #office = new ViewController<OfficeView>(this, (signal) => this.app.ask('office', undefined, signal));
  #shelf = new ViewController<ShelfRow[]>(this, (signal) => this.app.ask('shelf', this.app.today(), signal));
  #doing = new DoingController(this);
  #shown = '';

  constructor() {
    super();
    new StepController(this, () => (this.#view.answer === undefined ? undefined : this.sent));
  }

  protected override willUpdate(): void {
    const shown = formatRoute(this.route);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { rule, edition = '', replaces } = this.route;
    this.sent = '';
    this.replaces = replaces;
    this.which = rule === undefined ? [] : [{ rule, edition }];
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (['which', 'audience', 'scopeChoice', 'scopeOther', 'within'].some((one) => changed.has(one)))
      void this.#view.ask((signal) => this.#prepare(signal));
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  #prepare(signal: AbortSignal): Promise<CirculateView> {
    const { which: editions, audience, within } = this;
    const scope = this.#scope();
    const what = {
      editions,
      audience,
      on: this.app.today(),
      ...(within && { within }),
      ...(scope && { scope }),
    };
    return this.app.ask('prepareCirculate', what, signal);
  }

  /** Whom the recorded scope means, as far as that was said. */
  #scope(): Audience | undefined {
    switch (this.scopeChoice) {
      case 'same':
        return this.audience;
      case 'everyone':
        return { ...nobody, everyone: true };
      case 'other':
        return this.scopeOther;
      default:
        return undefined;
    }
  }

  #send = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const view = this.#view.answer;
    if (view === undefined) return;
    const { level, audience, order, replaces, questions } = this;
    const needsScope = view.editions.some(({ received }) => received?.scope !== undefined);
    const scope = needsScope ? this.#scope() : undefined;
    const [note, pass, escalate] = [form.text('note'), form.text('pass'), form.text('escalate')];
    const asks = level === 'studied' && questions.length > 0;
    void this.#doing.run('send', async () => {
      const { circulation } = await this.app.ask('circulate', {
        editions: this.which,
        audience,
        ...(scope && { scope }),
        level,
        order,
        on: this.app.today(),
        ...(view.due && { due: view.due.day }),
        ...(note !== '' && { note }),
        ...(asks && { questions, pass: Number(pass) }),
        ...(replaces !== undefined && { replaces }),
        ...(escalate !== '' && { escalateAfter: Number(escalate) }),
      });
      this.sent = circulation;
    });
  };

  #takeOver = ({ earlier }: EditionToSend): void => {
    if (earlier === undefined) return;
    this.audience = earlier.audience;
    this.level = earlier.level;
    this.replaces = earlier.circulation;
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { problem, answer: view } = this.#view;
    const office = this.#office.answer;
    if (problem !== undefined && view === undefined)
      return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    if (view === undefined || office === undefined) return html``;
    return html`<section class="page narrow office circulate">
      ${
        this.sent !== ''
          ? this.#done(view)
          : html`<h1>${w.circulateTitle}</h1>
              ${view.mayCirculate ? this.#form(view, office) : html`<p class="notice warn">${w.circulateNotAllowed}</p>`}`
      }
    </section>`;
  }

  #form(view: CirculateView, office: OfficeView): TemplateResult {
    const w = this.words;
    return html`<form class="form" @submit=${this.#send}>
      <h2>${w.circulateWhat}</h2>
      ${this.#editions(view)}
      ${circulateScope(view, {
        w,
        office,
        choice: this.scopeChoice,
        other: this.scopeOther,
        choose: (choice) => (this.scopeChoice = choice),
        change: (other) => (this.scopeOther = other),
      })}
      <h2>${w.circulateWhom}</h2>
      <gj-audience
        .label=${w.audienceTitle}
        .office=${office}
        .audience=${this.audience}
        @gj-audience=${(event: CustomEvent<Audience>) => (this.audience = event.detail)}
      ></gj-audience>
      ${circulateReach(view, w)}
      <h2>${w.circulateHow}</h2>
      ${this.#levels()}
      ${circulateDue(this.within, view.due, {
        w,
        today: this.app.today(),
        choose: (within) => (this.within = within),
      })}
      ${circulateOrder(this.order, {
        w,
        people: view.people,
        choose: (order) => (this.order = order),
        arrange: (members) => (this.audience = { ...this.audience, members }),
      })}
      <label>${w.noteField}<textarea class="field" name="note" rows="3" maxlength="2000"></textarea></label>
      <label class="inline"
        >${w.escalateField}
        <select class="field" name="escalate">
          <option value="">${w.escalateNever}</option>
          ${escalations.map((n) => html`<option value=${n}>${w.escalateAfter(n)}</option>`)}
        </select></label
      >
      ${this.#confirm(view)}
    </form>`;
  }

  #editions(view: CirculateView): TemplateResult {
    const w = this.words;
    const rows = (this.#shelf.answer ?? []).filter(
      ({ signing, validity, id }) =>
        signing === 'official' &&
        (validity === 'inForce' || validity === 'notYet') &&
        !this.which.some(({ rule }) => rule === id),
    );
    return html`${circulateEditions(view.editions, {
        w,
        replaces: this.replaces,
        remove: ({ rule }) => (this.which = this.which.filter((one) => one.rule !== rule)),
        takeOver: this.#takeOver,
        replace: (circulation) => (this.replaces = circulation),
      })}
      ${view.editions.length === 0 ? html`<p class="quiet">${w.circulateNone}</p>` : nothing}
      <details class="act" ?open=${view.editions.length === 0}>
        <summary>${w.circulateAdd}</summary>
        ${circulateAdd(rows, {
          w,
          query: this.query,
          type: (query) => (this.query = query),
          add: ({ id, edition }) => (this.which = [...this.which, { rule: id, edition }]),
        })}
      </details>`;
  }

  #levels(): TemplateResult {
    const w = this.words;
    return html`<fieldset>
        <legend>${w.levelTitle}</legend>
        ${levels.map(
          (one) =>
            html`<label class="check"
              ><input
                type="radio"
                name="level"
                .checked=${this.level === one}
                @change=${() => (this.level = one)}
              /><span><b>${w.levelWord[one]}</b> <span class="quiet">${w.levelHelp[one]}</span></span></label
            >`,
        )}
      </fieldset>
      ${this.level === 'studied' ? this.#questions() : nothing}`;
  }

  #questions(): TemplateResult {
    const w = this.words;
    const count = this.questions.length;
    return html`<gj-questions
        .questions=${this.questions}
        @gj-questions=${(event: CustomEvent<Question[]>) => (this.questions = event.detail)}
      ></gj-questions>
      ${
        count === 0
          ? nothing
          : html`<label class="inline"
              >${w.passField}
              <input
                class="field number"
                type="number"
                name="pass"
                required
                min="1"
                max=${count}
                .value=${String(count)}
              />
              <span class="quiet">${w.passOf(count)}</span></label
            >`
      }`;
  }

  #confirm(view: CirculateView): TemplateResult {
    const w = this.words;
    const { people, due, editions, outside, scopesDiffer } = view;
    const isUnready =
      people.length === 0 ||
      editions.length === 0 ||
      editions.some(({ problem }) => problem !== undefined) ||
      outside.length > 0 ||
      scopesDiffer;
    const titles = editions.map((one) => ruleTitle(one));
    return html`<div class="confirm-send">
      ${
        isUnready
          ? html`<p class="quiet">${w.confirmUnready}</p>`
          : html`<p>
              ${w.confirmSends(titles, people.length, w.levelWord[this.level], due === undefined ? '' : weekdayOf(due.day, w))}
            </p>`
      }
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
      <p>
        <button class="button main" ?disabled=${this.#doing.busy || isUnready}>
          ${this.#doing.busy ? w.confirmSending : w.confirmSend(people.length)}
        </button>
      </p>
    </div>`;
  }

  #done({ people, withoutDevice }: CirculateView): TemplateResult {
    const w = this.words;
    return html`<h1 class="step-title" tabindex="-1">${w.sentTitle}</h1>
      <p>${w.sentHelp(people.length)}</p>
      ${withoutDevice === 0 ? nothing : html`<p class="notice warn">${w.sentWithout(withoutDevice)}</p>`}
      <p>
        <a
          class="button main"
          href=${formatRoute({ page: 'circulation', circulation: this.sent, part: 'people' })}
          >${w.sentOpen}</a
        >
      </p>`;
  }
}

customElements.define('gj-circulate', GjCirculate);
