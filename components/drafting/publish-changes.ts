import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { ReadersView } from '../../src/engine/circulate-protocol.ts';
import type { PublishView } from '../../src/engine/office-protocol.ts';
import type { ComparisonRow } from '../../src/rule/comparison.ts';
import type { Words } from '../words.ts';
import '../style/compare.css';

/**
 * Erratum or revision: nobody may sign without having said which, nor without seeing whom that asks to read again.
 *
 * @param readers of the edition that is replaced, once they are known
 */
export function changeSection(
  chosen: string,
  w: Words,
  readers: ReadersView | undefined,
  choose: (change: 'erratum' | 'revision') => void,
): TemplateResult {
  return html`<fieldset class="choices">
    <legend>${w.chooseChange}</legend>
    ${(['erratum', 'revision'] as const).map(
      (change) =>
        html`<label class="check"
          ><input
            type="radio"
            name="change"
            .value=${change}
            required
            .checked=${chosen === change}
            @change=${() => choose(change)}
          /><span
            ><b>${w.changeKind[change]}</b>
            <span class="quiet">${w.changeHelp[change]}</span>${consequence(change, readers, w)}</span
          ></label
        >`,
    )}
  </fieldset>`;
}

/** What the choice means to those who have acknowledged the edition before. */
function consequence(
  change: 'erratum' | 'revision',
  readers: ReadersView | undefined,
  w: Words,
): TemplateResult | typeof nothing {
  if (readers === undefined || readers.acknowledged + readers.waiting === 0) return nothing;
  const { acknowledged, waiting } = readers;
  return html` <span class="consequence"
    >${change === 'erratum' ? w.readersKept(acknowledged) : w.readersAgain(acknowledged)}${
      waiting === 0 ? nothing : html` ${w.readersWaiting(waiting)}`
    }</span
  >`;
}

const isChanged = ({ kind, moved, renumbered }: ComparisonRow): boolean =>
  kind !== 'same' || moved || renumbered;

/**
 * Which articles change, in front of whoever decides.
 *
 * @param draft in which the text stands, when it is in no edition yet
 */
export function changedRows(view: PublishView, draft: string | undefined, w: Words): TemplateResult {
  const { revises } = view;
  if (revises === undefined) return html``;
  const rows = revises.comparison.rows.filter(isChanged);
  const labels = (places: ComparisonRow['before']): string =>
    places.map(({ label }) => label).join(w.listComma);
  return html`<p>
      ${w.changedArticles(rows.length)}
      <a
        href=${
          draft === undefined
            ? formatRoute({
                page: 'compare',
                rule: view.rule,
                before: revises.edition.slice(0, 16),
                after: view.edition.slice(0, 16),
              })
            : formatRoute({ page: 'draft', draft, part: 'review' })
        }
        target="_blank"
        >${w.openComparison}</a
      >
    </p>
    <ul class="changed" tabindex="0" aria-label=${w.changeTitle}>
      ${rows.slice(0, 300).map(
        (row) =>
          html`<li>
            <span class="quiet">${w.changeOf(row.kind, row.moved, row.renumbered)}</span>
            ${labels(row.before)}${row.before.length > 0 && row.after.length > 0 && row.renumbered ? html` → ${labels(row.after)}` : nothing}
            ${row.before.length === 0 ? labels(row.after) : nothing}
          </li>`,
      )}
    </ul>`;
}
