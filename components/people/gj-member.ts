import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { ConnectionsView } from '../../src/engine/connect-protocol.ts';
import type { DeviceLine, MemberLine, OfficeView } from '../../src/engine/office-protocol.ts';
import type { Role } from '../../src/ledger/entry.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ago } from '../kit/ago.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import '../connecting/gj-invite.ts';
import { has } from './role-names.ts';

/** One person of the roster: what is known, what they may do, their devices. */
export class GjMember extends GjElement {
  /** Member id, or `new`. */
  @property() member = '';

  #view = new ViewController<OfficeView>(this, (signal) => this.app.ask('office', undefined, signal));
  #others = new ViewController<ConnectionsView>(
    this,
    (signal) => this.app.ask('connections', undefined, signal),
    connections,
  );
  #doing = new DoingController(this);
  /** The device that was revoked here just now. */
  #revoked = '';

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
    // What was pressed goes with the device's being revoked; the keyboard stays where it was.
    const gone =
      this.#revoked === '' ? null : this.querySelector<HTMLElement>(`[data-device='${this.#revoked}']`);
    if (gone?.hasAttribute('data-closed') !== true) return;
    this.#revoked = '';
    gone.focus();
  }

  #save = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const isNew = this.member === 'new';
    void this.#doing.run('save', async () => {
      const { id } = await this.app.ask('saveMember', {
        ...(!isNew && { id: this.member }),
        name: form.text('name'),
        ...form.given('number', 'unit', 'post', 'joined'),
        roles: form.texts('roles') as Role[],
        phone: form.text('phone'),
      });
      if (isNew) location.replace(formatRoute({ page: 'member', member: id }));
    });
  };

  #end = (event: SubmitEvent): void => {
    const on = FormValues.of(event).text('on');
    void this.#doing.run('end', () => this.app.ask('endMember', { id: this.member, on }));
  };

  #revoke(device: string): void {
    void this.#doing.run('revoke', async () => {
      await this.app.ask('revokeDevice', { device });
      this.#revoked = device;
    });
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { problem, answer: view } = this.#view;
    if (problem) return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    if (view === undefined) return html``;
    const isNew = this.member === 'new';
    const member = view.members.find(({ id }) => id === this.member);
    const back = html`<p>
      <a class="back" href=${formatRoute({ page: 'office', part: 'people' })}>${w.backToPeople}</a>
    </p>`;
    if (member === undefined && !isNew)
      return html`<section class="page narrow">
        <h1>${w.memberUnknown}</h1>
        ${back}
      </section>`;
    const may = has(view.me, 'admin');
    return html`<section class="page narrow office">
      ${back}
      <h1>${member?.name ?? w.memberNew}</h1>
      ${member?.left === undefined ? nothing : html`<p class="notice warn">${w.left(member.left)}</p>`}
      ${this.#form(view, member, may)} ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
      ${this.#doing.done === 'save' ? html`<p class="notice" role="status">${w.saved}</p>` : nothing}
      ${member === undefined ? nothing : this.#devices(member, may)}
      ${
        member !== undefined && may && member.left === undefined
          ? html`<gj-invite
              member=${member.id}
              name=${member.name}
              .mine=${member.id === view.me?.member}
            ></gj-invite>`
          : nothing
      }
      ${
        member !== undefined && may && member.roles.length > 0
          ? html`<details class="act">
              <summary>${w.endMember}</summary>
              <p class="quiet">${w.endMemberHelp}</p>
              <form class="inline-form" @submit=${this.#end}>
                <label class="inline"
                  >${w.endMemberOn}<input
                    class="field"
                    type="date"
                    name="on"
                    required
                    .value=${this.app.today()}
                /></label>
                <button class="button danger" aria-disabled=${this.#doing.busy}>${w.endMemberAction}</button>
              </form>
            </details>`
          : nothing
      }
    </section>`;
  }

  #form(view: OfficeView, member: MemberLine | undefined, may: boolean): TemplateResult {
    const w = this.words;
    const units = view.units.filter(({ closed, id }) => !closed || id === member?.unit);
    const posts = view.posts.filter(({ closed, id }) => !closed || id === member?.post);
    const choice = (
      name: string,
      label: string,
      all: readonly { id: string; name: string }[],
      now: string | undefined,
    ): TemplateResult =>
      html`<label
        >${label}<select class="field" name=${name} ?disabled=${!may}>
          <option value="">${w.noChoice}</option>
          ${all.map((one) => html`<option value=${one.id} ?selected=${one.id === now}>${one.name}</option>`)}
        </select></label
      >`;
    return html`<form class="form" @submit=${this.#save}>
      <div class="columns">
        <label
          >${w.name}<input
            class="field"
            name="name"
            required
            maxlength="50"
            .value=${member?.name ?? ''}
            ?readonly=${!may}
        /></label>
        <label
          >${w.number}<input
            class="field"
            name="number"
            maxlength="40"
            .value=${member?.number ?? ''}
            ?readonly=${!may}
        /></label>
        ${choice('unit', w.unitOf, units, member?.unit)} ${choice('post', w.postOf, posts, member?.post)}
        <label
          >${w.joined}<input
            class="field"
            type="date"
            name="joined"
            .value=${member?.joined ?? ''}
            ?readonly=${!may}
        /></label>
        ${
          may
            ? html`<label
                >${w.phone}<input
                  class="field"
                  type="tel"
                  name="phone"
                  maxlength="30"
                  autocomplete="off"
                  .value=${member?.phone ?? ''}
                  aria-describedby="phone-help"
              /></label>`
            : nothing
        }
      </div>
      ${may ? html`<p class="quiet" id="phone-help">${w.phoneHelp}</p>` : nothing}
      <fieldset class="roles">
        <legend>${w.roles}</legend>
        ${(Object.keys(w.role) as Role[])
          .filter((role) => role !== 'member')
          .map(
            (role) =>
              html`<label class="check"
                ><input
                  type="checkbox"
                  name="roles"
                  .value=${role}
                  .checked=${member?.roles.includes(role) ?? false}
                  ?disabled=${!may}
                /><span>${w.role[role]} <span class="quiet">${w.roleHelp[role]}</span></span></label
              >`,
          )}
      </fieldset>
      ${may ? html`<p><button class="button main" aria-disabled=${this.#doing.busy}>${w.save}</button></p>` : nothing}
    </form>`;
  }

  #devices(member: MemberLine, may: boolean): TemplateResult {
    const w = this.words;
    return html`<h2>${w.devices}</h2>
      ${
        member.devices.length === 0
          ? html`<p class="quiet">${w.noDevices}</p>`
          : html`<ul class="lines">
              ${member.devices.map((device) => this.#device(device, may))}
            </ul>`
      }`;
  }

  /** Which of two of one name it is: that which was there a moment ago, or that of which nothing is heard. */
  #heard(device: string): TemplateResult | typeof nothing {
    const w = this.words;
    const peer = this.#others.answer?.devices.find((one) => one.device === device);
    if (peer === undefined) return nothing;
    if (peer.line !== undefined) return html`${w.peerConnected}`;
    return peer.heardAt === undefined
      ? html`${w.peerNeverHeard}`
      : html`${w.peerHeard}${ago(peer.heardAt, w)}`;
  }

  #device(device: DeviceLine, may: boolean): TemplateResult {
    const w = this.words;
    return html`<li ?data-closed=${device.revoked} data-device=${device.id} tabindex="-1">
      <span>${device.kind === 'recovery' ? w.recoveryKey(device.name) : device.name}</span>
      <span class="quiet">
        <code>${device.id.slice(0, 8)}</code> ${device.here ? w.thisDevice : ''}
        ${device.revoked ? w.revoked : ''} ${this.#heard(device.id)}
      </span>
      ${
        may && !device.revoked
          ? html`<details class="act small">
              <summary aria-label="${w.revoke} ${device.name}">${w.revoke}</summary>
              <p class="quiet">${w.revokeHelp}</p>
              <button
                class="button danger"
                aria-disabled=${this.#doing.busy}
                @click=${() => this.#revoke(device.id)}
              >
                ${w.revokeAction}
              </button>
            </details>`
          : nothing
      }
    </li>`;
  }
}

customElements.define('gj-member', GjMember);
