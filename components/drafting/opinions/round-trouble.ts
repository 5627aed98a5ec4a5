import { html, type TemplateResult } from 'lit';
import type { EngineError } from '../../../src/app/engine-link.ts';
import type { RoundFault } from '../../../src/engine/opinions-protocol.ts';
import { trouble } from '../../library/trouble.ts';
import type { Words } from '../../words.ts';

/** Why nothing was done with a round of opinions. */
export function roundTrouble({ code, message }: EngineError, w: Words): TemplateResult {
  if (code !== 'bad-round' || !(message in w.roundFaults)) return trouble(code, w);
  return html`<p class="notice bad" role="alert">${w.roundFaults[message as RoundFault]}</p>`;
}
