import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { EndLine, IssueLine } from '../../src/engine/office-protocol.ts';
import { momentOf } from '../kit/moment.ts';
import type { Words } from '../words.ts';

/** Who issued an edition, when by their own clock, what others say of the time, and why. */
export function issueLines(issued: IssueLine | undefined, words: Words): TemplateResult | typeof nothing {
  if (issued === undefined) return nothing;
  const { by, at, change, reason, secrecy, withdrawn } = issued;
  return html`<div class="issue quiet">
    <p>
      ${[
        words.changeKind[change],
        words.issuedBy(by, momentOf(at, words)),
        witnessLine(issued, words),
        words.secrecyBy(secrecy),
      ].join(words.between)}
    </p>
    ${reason === undefined ? nothing : html`<p>${reason}</p>`}
    ${withdrawn === undefined ? nothing : html`<p class="bad">${words.withdrawnBy(withdrawn.by, withdrawn.reason)}</p>`}
  </div>`;
}

/** What was signed about the end of the rule: by whom, from when, why, or by which other rule. */
export function endLines(ends: readonly EndLine[], words: Words): TemplateResult | typeof nothing {
  if (ends.length === 0) return nothing;
  return html`<ul class="ends quiet">
    ${ends.map(
      ({ on, by, at, reason, rule, withdrawn }) =>
        html`<li>
          ${words.endedBy(by, on, momentOf(at, words))}${
            rule === undefined
              ? nothing
              : html`${words.between}<a href=${formatRoute({ page: 'rule', rule: rule.id })}
                    >${rule.title}</a
                  >`
          }${reason === undefined ? nothing : html`${words.between}${reason}`}
          ${withdrawn === undefined ? nothing : html`<span class="bad">${words.withdrawnBy(withdrawn.by, withdrawn.reason)}</span>`}
        </li>`,
    )}
  </ul>`;
}

function witnessLine({ witnessed, witnesses }: IssueLine, words: Words): string {
  const say = (one: { at: number; device: string } | undefined): string | undefined =>
    one === undefined ? undefined : words.witness(momentOf(one.at, words), witnesses[one.device] ?? '');
  const [after, before] = [say(witnessed.after), say(witnessed.before)];
  if (after !== undefined && before !== undefined) return words.witnessedBetween(after, before);
  if (after !== undefined) return words.witnessedAfter(after);
  return before === undefined ? words.notWitnessed : words.witnessedBefore(before);
}
