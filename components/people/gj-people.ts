import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { MemberLine, OfficeView } from '../../src/engine/office-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { has, roleNames } from './role-names.ts';

/** Lines drawn at first; more on demand, since a roster may have thousands. */
const first = 200;

/** The roster: who belongs to the office, by unit. */
export class GjPeople extends GjElement {
  @property({ attribute: false }) view!: OfficeView;
  @state() private query = '';
  @state() private current = true;
  @state() private drawn = first;

  protected override render(): TemplateResult {
    const w = this.words;
    const { members, me } = this.view;
    const shown = members
      .filter(({ roles }) => !this.current || roles.length > 0)
      .filter(({ name, number }) => name.includes(this.query) || number === this.query)
      .sort((a, b) => this.#place(a) - this.#place(b) || a.name.localeCompare(b.name, 'zh-CN'));
    const inOffice = members.filter(({ roles }) => roles.length > 0).length;
    return html`
      <div class="list-tools">
        <p class="quiet" role="status">${w.peopleCount(inOffice)}</p>
        <label class="inline"
          >${w.findPerson}
          <input
            class="field"
            type="search"
            .value=${this.query}
            @input=${(event: Event) => (this.query = (event.target as HTMLInputElement).value.trim())}
        /></label>
        <label class="switch"
          ><input
            type="checkbox"
            .checked=${this.current}
            @change=${(event: Event) => (this.current = (event.target as HTMLInputElement).checked)}
          />${w.onlyHereNow}</label
        >
        ${
          has(me, 'admin')
            ? html`<a class="button main" href=${formatRoute({ page: 'member', member: 'new' })}
                >${w.addMember}</a
              >`
            : nothing
        }
      </div>
      ${
        shown.length === 0
          ? html`<p class="quiet">${w.noMembers}</p>`
          : html`<ul class="people">
              ${shown.slice(0, this.drawn).map((member) => this.#line(member))}
            </ul>`
      }
      ${
        shown.length > this.drawn
          ? html`<button class="button" @click=${() => (this.drawn += first)}>${w.showMore}</button>`
          : nothing
      }
    `;
  }

  #unit(member: MemberLine): string {
    return this.view.units.find(({ id }) => id === member.unit)?.name ?? '';
  }

  /** Units in the order in which the office has them; who is in none comes last. */
  #place(member: MemberLine): number {
    const at = this.view.units.findIndex(({ id }) => id === member.unit);
    return at === -1 ? this.view.units.length : at;
  }

  #line(member: MemberLine): TemplateResult {
    const w = this.words;
    const post = this.view.posts.find(({ id }) => id === member.post)?.name;
    const unit = this.#unit(member);
    return html`<li>
      <a href=${formatRoute({ page: 'member', member: member.id })}>${member.name}</a>
      <span class="quiet facts">
        ${unit === '' ? nothing : html`<span>${unit}</span>`}
        ${post === undefined ? nothing : html`<span>${post}</span>`}
        ${member.roles.length === 0 ? nothing : html`<span>${roleNames(member.roles, w)}</span>`}
        ${member.left === undefined ? nothing : html`<span class="no-space">${w.left(member.left)}</span>`}
      </span>
    </li>`;
  }
}

customElements.define('gj-people', GjPeople);
