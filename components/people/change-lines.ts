import { html, type TemplateResult } from 'lit';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import type { RosterChange } from '../../src/ledger/entry.ts';
import type { Words } from '../words.ts';

/** More steps than these are counted and not listed. */
const mostLines = 50;

/** What a change of the roster does, step by step, for whoever is asked to sign it. */
export function changeLines(changes: readonly RosterChange[], view: OfficeView, w: Words): TemplateResult {
  // Names may come with the very change, as those of new members do.
  const names = new Map<string, string>();
  for (const { id, name } of [...view.members, ...view.units, ...view.posts]) names.set(id, name);
  for (const device of view.members.flatMap(({ devices }) => devices)) names.set(device.id, device.name);
  for (const change of changes)
    if ('id' in change && change.name !== undefined && !names.has(change.id))
      names.set(change.id, change.name);
  const nameOf = (id: string): string => names.get(id) ?? id.slice(0, 8);
  const more = changes.length - mostLines;
  return html`<ul class="change-lines">
    ${changes.slice(0, mostLines).map((change) => html`<li>${line(change, nameOf, w)}</li>`)}
    ${more > 0 ? html`<li>${w.moreValues(more)}</li>` : ''}
  </ul>`;
}

function line(change: RosterChange, nameOf: (id: string) => string, w: Words): string {
  const roles = 'roles' in change ? change.roles.map((role) => w.role[role]).join(w.listComma) : '';
  switch (change.op) {
    case 'office':
      return w.change.office(change.name ?? '', change.threshold ?? 0);
    case 'unit':
      return w.change.unit(change.name ?? nameOf(change.id), change.closed === true);
    case 'post':
      return w.change.post(change.name ?? nameOf(change.id), change.closed === true);
    case 'member': {
      const { unit, post } = change;
      const places = [unit, post].flatMap((id) => (typeof id === 'string' ? [nameOf(id)] : []));
      return w.change.member(change.name ?? nameOf(change.id), places.join(w.listComma));
    }
    case 'grant':
      return w.change.grant(nameOf(change.member), roles);
    case 'remove':
      return w.change.remove(nameOf(change.member), roles);
    case 'left':
      return w.change.left(nameOf(change.member), change.on);
    case 'device':
      return w.change.device(nameOf(change.member), change.name, change.kind === 'recovery');
    case 'revoke':
      return w.change.revoke(nameOf(change.device));
    case 'accept':
      return w.change.accept(nameOf(change.device));
  }
}
