import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import type { Audience } from '../../src/ledger/circulation-acts.ts';
import type { Role } from '../../src/ledger/entry.ts';
import { GjElement } from '../kit/gj-element.ts';
import '../style/circulate.css';

interface Choice {
  id: string;
  name: string;
  /** Tells apart people with the same name. */
  note?: string;
}

type Group = 'units' | 'posts' | 'roles' | 'members' | 'except';

/** People drawn at once; more are found by their names. */
const mostDrawn = 200;
/** Everybody is a member: that is no choice. */
const roles: readonly Role[] = ['admin', 'publisher', 'editor', 'reviewer', 'supervisor', 'liaison'];

/** Choosing whom something is for: all, or by unit, post, role and name, with exceptions. Tells of it with `gj-audience`. */
export class GjAudience extends GjElement {
  @property({ attribute: false }) audience!: Audience;
  @property({ attribute: false }) office!: OfficeView;
  /** What is being chosen, in words. */
  @property() label = '';
  @state() private queries: Partial<Record<Group, string>> = {};

  #tell(change: Partial<Audience>): void {
    const { everyone: _, ...rest } = this.audience;
    const everyone = 'everyone' in change ? change.everyone : this.audience.everyone;
    const detail: Audience = { ...rest, ...change };
    if (everyone === true) detail.everyone = true;
    else delete detail.everyone;
    this.dispatchEvent(new CustomEvent<Audience>('gj-audience', { detail, bubbles: true }));
  }

  #toggle(group: Group, id: string, isChosen: boolean): void {
    const before = this.audience[group] as string[];
    const after = isChosen ? [...before, id] : before.filter((one) => one !== id);
    this.#tell({ [group]: after });
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { units, posts, members } = this.office;
    const open = <T extends { closed?: true }>(list: T[]): T[] => list.filter(({ closed }) => !closed);
    const people = members
      .filter(({ left, roles: has }) => left === undefined && has.length > 0)
      .map(({ id, name, number, unit }): Choice => {
        const note = [units.find((one) => one.id === unit)?.name, number].filter(Boolean).join(' ');
        return { id, name, note };
      })
      .sort(
        (a, b) =>
          (a.note ?? '').localeCompare(b.note ?? '', 'zh-CN') || a.name.localeCompare(b.name, 'zh-CN'),
      );
    const isAll = this.audience.everyone === true;
    return html`<fieldset class="audience">
      <legend>${this.label}</legend>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${isAll}
          @change=${(event: Event) => this.#tell({ everyone: checked(event) || undefined } as Partial<Audience>)}
        /><span>${w.audienceEveryone}</span></label
      >
      ${
        isAll
          ? nothing
          : html`${this.#group('units', open(units))} ${this.#group('posts', open(posts))}
            ${this.#group(
              'roles',
              roles.map((id) => ({ id, name: w.role[id] })),
            )}
            ${this.#group('members', people, true)}`
      }
      ${this.#group('except', people, true)}
    </fieldset>`;
  }

  #group(group: Group, choices: Choice[], isLong = false): TemplateResult | typeof nothing {
    const w = this.words;
    const chosen = this.audience[group] as string[];
    if (choices.length === 0 && chosen.length === 0) return nothing;
    const names = choices.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
    const query = this.queries[group] ?? '';
    const found = choices.filter(({ name, note }) => name.includes(query) || note?.includes(query));
    return html`<details class="act audience-group" ?data-chosen=${names.length > 0}>
      <summary>
        <span>${w.audienceGroup[group]}</span>${
          names.length === 0
            ? nothing
            : html`<span class="audience-names">${w.audienceSome(names.slice(0, 6), names.length)}</span>`
        }
      </summary>
      ${
        isLong
          ? html`<input
              class="field"
              type="search"
              aria-label=${w.audienceFind}
              placeholder=${w.audienceFind}
              .value=${query}
              @input=${(event: Event) => {
                const value = (event.target as HTMLInputElement).value.trim();
                this.queries = { ...this.queries, [group]: value };
              }}
              @keydown=${keepForm}
            />`
          : nothing
      }
      <div class="audience-choices" role="group" aria-label=${w.audienceGroup[group]}>
        ${found
          .slice(0, mostDrawn)
          .map(
            ({ id, name, note }) =>
              html`<label class="check"
                ><input
                  type="checkbox"
                  .checked=${chosen.includes(id)}
                  @change=${(event: Event) => this.#toggle(group, id, checked(event))}
                /><span>${name}${note ? html` <span class="quiet">${note}</span>` : nothing}</span></label
              >`,
          )}
      </div>
      ${found.length > mostDrawn ? html`<p class="quiet">${w.audienceMore(found.length - mostDrawn)}</p>` : nothing}
      ${found.length === 0 ? html`<p class="quiet">${w.noMembers}</p>` : nothing}
    </details>`;
  }
}

const checked = (event: Event): boolean => (event.target as HTMLInputElement).checked;

/** Enter in a field that only filters sends nothing. */
function keepForm(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}

customElements.define('gj-audience', GjAudience);
