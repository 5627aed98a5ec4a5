import { html, type TemplateResult } from 'lit';
import type { AuditView } from '../../src/engine/registers-protocol.ts';
import type { AuditKind } from '../../src/office/registers/audit-line.ts';
import type { Words } from '../words.ts';

/** What somebody looks for in the audit trail; empty words look for nothing in particular. */
export interface AuditChoice {
  kind: AuditKind | 'all';
  member: string;
  from: string;
  to: string;
  text: string;
}

export const noChoice: AuditChoice = { kind: 'all', member: '', from: '', to: '', text: '' };

/** The fields by which the audit trail is looked through. */
export function auditFields(
  choice: AuditChoice,
  { members, kinds }: Pick<AuditView, 'members' | 'kinds'>,
  choose: (change: Partial<AuditChoice>) => void,
  w: Words,
): TemplateResult {
  const value = (event: Event): string => (event.target as HTMLInputElement).value;
  return html`<form
    class="audit-fields"
    role="search"
    aria-label=${w.circulationsParts.audit}
    @submit=${(event: Event) => event.preventDefault()}
  >
    <label
      >${w.auditSearch}
      <input
        class="field"
        type="search"
        .value=${choice.text}
        @input=${(event: Event) => choose({ text: value(event) })}
    /></label>
    <label
      >${w.auditKind}
      <select
        class="field"
        @change=${(event: Event) => choose({ kind: value(event) as AuditChoice['kind'] })}
      >
        <option value="all">${w.auditAllKinds}</option>
        ${kinds.map(
          ({ kind, name }) => html`<option value=${kind} ?selected=${kind === choice.kind}>${name}</option>`,
        )}
      </select>
    </label>
    <label
      >${w.auditMember}
      <select class="field" @change=${(event: Event) => choose({ member: value(event) })}>
        <option value="">${w.auditEverybody}</option>
        ${members.map(
          ({ id, name }) => html`<option value=${id} ?selected=${id === choice.member}>${name}</option>`,
        )}
      </select>
    </label>
    <label
      >${w.auditFrom}
      <input
        class="field"
        type="date"
        .value=${choice.from}
        @change=${(event: Event) => choose({ from: value(event) })}
    /></label>
    <label
      >${w.auditTo}
      <input
        class="field"
        type="date"
        .value=${choice.to}
        @change=${(event: Event) => choose({ to: value(event) })}
    /></label>
  </form>`;
}
