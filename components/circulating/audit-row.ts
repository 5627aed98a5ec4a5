import { html, nothing, type TemplateResult } from 'lit';
import { registerCell } from '../../src/app/register-text.ts';
import type { AuditLine } from '../../src/office/registers/audit-line.ts';
import type { Words } from '../words.ts';

/** One entry of the ledger as a row of the audit trail. */
export function auditRow(line: AuditLine, w: Words): TemplateResult {
  return html`<tr ?data-refused=${line.refused !== undefined}>
    <td data-name=${w.auditTime}>
      <time>${registerCell({ at: line.at })}</time>
      <span class="quiet small"
        >${line.before === undefined ? w.auditUnseen : w.auditSeen(registerCell({ at: line.before }))}</span
      >
    </td>
    <td data-name=${w.auditMember}>
      ${line.who} <span class="quiet small">${w.auditDevice} ${line.device}</span>
    </td>
    <th scope="row" data-name=${w.auditKind}>${line.kindName}</th>
    <td data-name=${w.auditWhat}>
      ${line.what}
      ${line.refused === undefined ? nothing : html`<strong class="overdue">${line.refused}</strong>`}
      <span class="quiet small"
        >${w.auditEntry} <code title=${line.entry}>${line.entry.slice(0, 12)}</code></span
      >
    </td>
  </tr>`;
}
