import { html, type TemplateResult } from 'lit';
import type { EngineProblemCode } from '../../src/engine/protocol.ts';
import type { Words } from '../words.ts';

/** What happened, what is safe, what to do next. */
export function trouble(code: EngineProblemCode, words: Words): TemplateResult {
  return html`<p class="notice bad" role="alert">${words.trouble[code]}</p>`;
}
