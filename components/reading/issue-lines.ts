import { html, nothing, type TemplateResult } from 'lit';
import type { IssueLine } from '../../src/engine/office-protocol.ts';
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

function witnessLine({ witnessed, witnesses }: IssueLine, words: Words): string {
  const say = (one: { at: number; device: string } | undefined): string | undefined =>
    one === undefined ? undefined : words.witness(momentOf(one.at, words), witnesses[one.device] ?? '');
  const [after, before] = [say(witnessed.after), say(witnessed.before)];
  if (after !== undefined && before !== undefined) return words.witnessedBetween(after, before);
  if (after !== undefined) return words.witnessedAfter(after);
  return before === undefined ? words.notWitnessed : words.witnessedBefore(before);
}
