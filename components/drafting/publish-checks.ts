import { html, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { PublishView } from '../../src/engine/office-protocol.ts';
import type { Words } from '../words.ts';

/**
 * What was found in the text, errors first, each with its place.
 *
 * @param draft in which it stands, when it is in no edition yet
 */
export function checksSection(view: PublishView, draft: string | undefined, w: Words): TemplateResult {
  const errors = view.findings.filter(({ weight }) => weight === 'error');
  const advice = view.findings.filter(({ weight }) => weight === 'advice');
  if (view.findings.length === 0) return html`<p class="quiet" role="status">${w.checksNone}</p>`;
  return html`<p role="status">${w.checksCount(errors.length, advice.length)}</p>
    <ul class="findings">
      ${[...errors, ...advice].map(
        ({ kind, at, label, detail, weight }) =>
          html`<li data-weight=${weight}>
            <span class="weight">${w.checkWeight[weight]}</span>
            <a
              href=${
                draft === undefined
                  ? formatRoute({
                      page: 'rule',
                      rule: view.rule,
                      edition: view.edition.slice(0, 16),
                      ...(at !== '' && { address: at }),
                    })
                  : formatRoute({ page: 'draft', draft, part: 'write' })
              }
              target="_blank"
              >${label === '' ? w.wholeText : label}</a
            >
            <span>${w.finding[kind](detail ?? {})}</span>
          </li>`,
      )}
    </ul>`;
}
