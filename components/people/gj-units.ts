import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import type { Post, Unit } from '../../src/ledger/roster.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { trouble } from '../library/trouble.ts';
import { has } from './role-names.ts';

/** Units, branches and posts, and how many admins sign. */
export class GjUnits extends GjElement {
  @property({ attribute: false }) view!: OfficeView;

  #doing = new DoingController(this);

  #saveUnit(unit: Omit<Unit, 'id' | 'closed'> & { id?: string; closed?: boolean }): void {
    const { id, name, kind, closed = false } = unit;
    void this.#doing.run('unit', () => this.app.ask('saveUnit', { ...(id && { id }), name, kind, closed }));
  }

  #savePost({ id, name, closed = false }: { id?: string; name: string; closed?: boolean }): void {
    void this.#doing.run('post', () => this.app.ask('savePost', { ...(id && { id }), name, closed }));
  }

  /** The name that was typed; the form is emptied for the next. */
  #submitted(event: SubmitEvent): { name: string; kind: Unit['kind'] } {
    const values = FormValues.of(event);
    (event.target as HTMLFormElement).reset();
    return {
      name: values.text('name'),
      kind: values.text('kind') === 'branch' ? 'branch' : 'office',
    };
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { units, posts, me, office, members } = this.view;
    const may = has(me, 'admin');
    const admins = members.filter(({ roles }) => roles.includes('admin')).length;
    return html`
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
      <h2>${w.unitsTitle}</h2>
      <ul class="lines">
        ${units.map((unit) => this.#line(unit, may, w.unitKind[unit.kind], (change) => this.#saveUnit({ ...unit, ...change })))}
      </ul>
      ${
        may
          ? this.#addForm(
              (added) => this.#saveUnit(added),
              html`<select class="field" name="kind" aria-label=${w.kindField}>
                <option value="office">${w.unitKind.office}</option>
                <option value="branch">${w.unitKind.branch}</option>
              </select>`,
            )
          : nothing
      }
      <h2>${w.postsTitle}</h2>
      <ul class="lines">
        ${posts.map((post) => this.#line(post, may, '', (change) => this.#savePost({ ...post, ...change })))}
      </ul>
      ${
        may
          ? html`${this.#addForm((added) => this.#savePost({ name: added.name }))}
              <h2>${w.thresholdTitle}</h2>
              <p class="quiet">${w.thresholdHelp}</p>
              <select
                class="field"
                aria-label=${w.thresholdTitle}
                @change=${(event: Event) => {
                  const threshold = Number((event.target as HTMLSelectElement).value);
                  void this.#doing.run('threshold', () => this.app.ask('setThreshold', { threshold }));
                }}
              >
                ${Array.from({ length: Math.max(admins, office!.threshold) }, (_, i) => i + 1).map(
                  (n) =>
                    html`<option value=${n} ?selected=${n === office!.threshold}>
                      ${w.thresholdCount(n)}
                    </option>`,
                )}
              </select>`
          : nothing
      }
    `;
  }

  /** @param kinds for what has more to say than its name */
  #addForm(
    save: (added: { name: string; kind: Unit['kind'] }) => void,
    kinds: TemplateResult | typeof nothing = nothing,
  ): TemplateResult {
    const w = this.words;
    return html`<form class="inline-form" @submit=${(event: SubmitEvent) => save(this.#submitted(event))}>
      <input
        class="field"
        name="name"
        required
        maxlength="60"
        aria-label=${w.newName}
        placeholder=${w.newName}
      />
      ${kinds}
      <button class="button">${w.add}</button>
    </form>`;
  }

  #line(
    one: Unit | Post,
    may: boolean,
    kind: string,
    save: (change: { name?: string; closed?: boolean }) => void,
  ): TemplateResult {
    const w = this.words;
    return html`<li ?data-closed=${one.closed === true}>
      <span>${one.name}</span>
      <span class="quiet">${kind}${one.closed ? ` ${w.closed}` : ''}</span>
      ${
        may
          ? html`<details class="act small">
              <summary aria-label="${w.rename} ${one.name}">${w.rename}</summary>
              <form
                class="inline-form"
                @submit=${(event: SubmitEvent) => {
                  const form = event.target as HTMLFormElement;
                  save({ name: FormValues.of(event).text('name') });
                  (form.parentElement as HTMLDetailsElement).open = false;
                }}
              >
                <input
                  class="field"
                  name="name"
                  required
                  maxlength="60"
                  .value=${one.name}
                  aria-label=${w.newName}
                />
                <button class="button">${w.save}</button>
                <button class="button bare" type="button" @click=${() => save({ closed: !one.closed })}>
                  ${one.closed ? w.reopen : w.closeDown}
                </button>
              </form>
            </details>`
          : nothing
      }
    </li>`;
  }
}

customElements.define('gj-units', GjUnits);
