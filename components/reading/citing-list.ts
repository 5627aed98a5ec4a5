import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { CitingPlace } from '../../src/engine/protocol.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { standing } from '../library/standing.ts';
import type { Words } from '../words.ts';

function citingPlace(by: CitingPlace, words: Words, followed: () => void): TemplateResult {
  const href = formatRoute({
    page: 'rule',
    rule: by.rule,
    ...(by.address !== '' && { address: by.address }),
    ...(by.validity !== 'inForce' && { edition: by.edition.slice(0, 16) }),
  });
  return html`<li>
    <a href=${href} @click=${followed}>${ruleTitle(by)} ${by.label}</a>
    ${by.validity === 'inForce' ? nothing : standing(by.validity, words)}
  </li>`;
}

/**
 * Places that cite, each as a link.
 *
 * @param followed called when one of them is opened
 */
export function citingList(
  citing: readonly CitingPlace[],
  words: Words,
  followed: () => void = () => undefined,
): TemplateResult {
  return html`<ul class="citing-list">
    ${citing.map((by) => citingPlace(by, words, followed))}
  </ul>`;
}
