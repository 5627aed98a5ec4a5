import { html, type TemplateResult } from 'lit';
import type { EngineError } from '../../src/app/engine-link.ts';
import type { BehalfFault } from '../../src/engine/behalf-protocol.ts';
import { trouble } from '../library/trouble.ts';
import type { Words } from '../words.ts';

/** Why nothing was signed for others. */
export function behalfTrouble(problem: EngineError, w: Words): TemplateResult {
  const { code, message } = problem;
  if (code !== 'bad-behalf' || !(message in w.behalfFaults)) return trouble(code, w);
  return html`<p class="notice bad" role="alert">${w.behalfFaults[message as BehalfFault]}</p>`;
}
