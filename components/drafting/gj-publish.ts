import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { formatRoute, type Route } from '../../src/app/route.ts';
import type { ReadersView } from '../../src/engine/circulate-protocol.ts';
import type { OfficeView, PublishMeta, PublishOrder, PublishView } from '../../src/engine/office-protocol.ts';
import { AskingController } from '../kit/asking-controller.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { trouble } from '../library/trouble.ts';
import { has } from '../people/role-names.ts';
import { changedRows, changeSection } from './publish-changes.ts';
import { checksSection } from './publish-checks.ts';
import { metaFields, metaIn } from './publish-fields.ts';
import { mappingIn, mappingTable } from './publish-mapping.ts';
import '../style/compare.css';
import '../style/draft-workflow.css';

/** An edition on its way to being issued: what is said about it, what changes, what was found, and the signature. */
export class GjPublish extends GjElement {
  @property({ attribute: false }) route!: Extract<Route, { page: 'publish' | 'publish-draft' }>;
  @state() private change: 'erratum' | 'revision' | '' = '';
  @query('form.publish') private form!: HTMLFormElement | null;

  #view = new AskingController<PublishView>(this);
  #office = new AskingController<OfficeView>(this);
  #readers = new AskingController<ReadersView>(this);
  #doing = new DoingController(this);
  #asked = '';

  protected override willUpdate(): void {
    const asked = formatRoute(this.route);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#look();
    void this.#office.ask((signal) => this.app.ask('office', undefined, signal));
  }

  #look(meta?: PublishMeta): void {
    const { route } = this;
    const on = this.app.today();
    const how = { on, ...(meta && { meta }) };
    void this.#view
      .ask((signal) =>
        route.page === 'publish'
          ? this.app.ask('preparePublish', { rule: route.rule, edition: route.edition, ...how }, signal)
          : this.app.ask('preparePublishDraft', { draft: route.draft, ...how }, signal),
      )
      .then(() => {
        const { rule = '', revises } = this.#view.answer ?? {};
        const replaced = revises?.edition;
        if (replaced === undefined) return;
        void this.#readers.ask((signal) =>
          this.app.ask('readersOf', { rule, edition: replaced, on }, signal),
        );
      });
  }

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  #publish = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const view = this.#view.answer;
    if (view === undefined) return;
    const reason = form.text('reason');
    const thenCirculate = (event.submitter as HTMLButtonElement | null)?.value === 'circulate';
    const { revises } = view;
    const doing = this.#doing.run('publish', async () => {
      const order: PublishOrder = {
        rule: view.rule,
        edition: view.edition,
        meta: metaIn(form),
        change: revises === undefined ? 'first' : this.change === 'erratum' ? 'erratum' : 'revision',
        ...(revises !== undefined && { revises: revises.edition }),
        mapping: revises === undefined ? [] : mappingIn(form, revises.comparison),
        repeals: form.texts('repeals'),
        secrecy: form.text('secrecy'),
        ...(reason !== '' && { reason }),
      };
      const { route } = this;
      const { edition } =
        route.page === 'publish'
          ? await this.app.ask('publish', order)
          : await this.app.ask('publishDraft', { ...order, draft: route.draft, on: this.app.today() });
      const page = thenCirculate ? 'circulate' : 'rule';
      location.hash = formatRoute({ page, rule: view.rule, edition: edition.slice(0, 16) });
    });
    void doing.then(() => this.#lookAgain());
  };

  /** Another text than the one that was looked at is shown anew, and what was confirmed is confirmed again. */
  #lookAgain(): void {
    if (this.#doing.problem?.code !== 'draft-changed' || this.form === null) return;
    for (const box of this.form.querySelectorAll<HTMLInputElement>('input[type=checkbox][required]'))
      box.checked = false;
    this.#look(metaIn(new FormValues(this.form)));
  }

  /** Whoever issues a rule anew that was ended must know it. */
  #ended({ ended }: PublishView): TemplateResult | typeof nothing {
    if (ended === undefined) return nothing;
    const w = this.words;
    return html`<p class="notice warn">${w.publishEnded(ended)}</p>
      <label class="check"
        ><input type="checkbox" name="ended" required /><span>${w.publishEndedConfirm}</span></label
      >`;
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { problem, answer: view } = this.#view;
    if (problem) return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    const office = this.#office.answer;
    if (view === undefined || office === undefined) return html``;
    const refused = !has(office.me, 'publisher')
      ? w.publishNotAllowed
      : view.signing === 'official'
        ? w.publishAlready
        : '';
    const { revises } = view;
    const { route } = this;
    const isDraft = route.page === 'publish-draft';
    return html`<section class="page narrow office">
      <p>
        <a
          class="back"
          href=${
            isDraft
              ? formatRoute({ page: 'draft', draft: route.draft, part: 'workflow' })
              : formatRoute({ page: 'rule', rule: view.rule, edition: view.edition.slice(0, 16) })
          }
          ><span>${isDraft ? w.backToDraft : w.backToText}</span></a
        >
      </p>
      <h1>${w.publishOf(ruleTitle({ title: view.meta.title }))}</h1>
      ${
        refused !== ''
          ? html`<p class="notice warn">${refused}</p>`
          : html`<form class="form publish" @submit=${this.#publish}>
              ${isDraft ? html`<p class="quiet">${w.publishOfDraft}</p>` : nothing} ${this.#ended(view)}
              <h2>${w.metaTitle}</h2>
              ${metaFields(view.meta, office, w)}
              ${
                revises === undefined
                  ? nothing
                  : html`<h2>${w.changeTitle}</h2>
                      ${changeSection(this.change, w, this.#readers.answer, (change) => (this.change = change))}
                      ${changedRows(view, isDraft ? route.draft : undefined, w)}
                      ${mappingTable(revises.comparison, w)}`
              }
              ${
                view.repeals.length === 0
                  ? nothing
                  : html`<fieldset>
                      <legend>${w.repealsTitle}</legend>
                      ${view.repeals.map(
                        ({ rule, title }) =>
                          html`<label class="check"
                            ><input type="checkbox" name="repeals" .value=${rule} checked /><span
                              >${ruleTitle({ title })}</span
                            ></label
                          >`,
                      )}
                    </fieldset>`
              }
              <h2>${w.checksTitle}</h2>
              ${checksSection(view, isDraft ? route.draft : undefined, w)}
              <p>
                <button
                  class="button"
                  type="button"
                  @click=${() => this.#look(metaIn(new FormValues(this.form!)))}
                >
                  ${w.checkAgain}
                </button>
              </p>
              <h2>${w.confirmTitle}</h2>
              <label
                >${w.reasonField}<textarea class="field" name="reason" rows="2" maxlength="400"></textarea>
              </label>
              <label
                >${w.secrecyField}<input
                  class="field"
                  name="secrecy"
                  required
                  maxlength="50"
                  .defaultValue=${view.secrecy ?? ''}
              /></label>
              <label class="check"><input type="checkbox" required /><span>${w.secrecyConfirm}</span></label>
              ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
              <p class="row">
                <button class="button main" ?disabled=${this.#doing.busy}>
                  ${this.#doing.busy ? w.publishing : w.publishAction}
                </button>
                <button class="button" value="circulate" ?disabled=${this.#doing.busy}>
                  ${w.publishAndCirculate}
                </button>
              </p>
            </form>`
      }
    </section>`;
  }
}

customElements.define('gj-publish', GjPublish);
