import { html, nothing, type TemplateResult } from 'lit';
import type { EngineError } from '../../src/app/engine-link.ts';
import { mostPickedGigabytes, PickedTooLarge } from '../kit/read-picked.ts';
import { trouble } from '../library/trouble.ts';
import type { Words } from '../words.ts';

/**
 * Why a file that was handed in cannot be used: in its own words where there are some.
 *
 * @param next which file it should have been, and how to come by it
 */
export function fileTrouble(problem: EngineError, words: Words, next = ''): TemplateResult {
  const { code, message } = problem;
  if (code !== 'bad-file') return trouble(code, words);
  if (problem instanceof PickedTooLarge)
    return html`<p class="notice bad" role="alert">${words.pickedTooLarge(mostPickedGigabytes)}</p>`;
  const say = Object.hasOwn(words.problem, message) ? words.problem[message] : undefined;
  return html`<p class="notice bad" role="alert">
    ${say?.({}) ?? words.trouble[code]}${next === '' ? nothing : html`<br />${next}`}
  </p>`;
}
