import { html, type TemplateResult } from 'lit';
import type { EngineError } from '../../src/app/engine-link.ts';
import { mostPickedGigabytes, PickedTooLarge } from '../kit/read-picked.ts';
import { trouble } from '../library/trouble.ts';
import type { Words } from '../words.ts';

/** Why a file that was handed in cannot be used: in its own words where there are some. */
export function fileTrouble(problem: EngineError, words: Words): TemplateResult {
  const { code, message } = problem;
  const say =
    problem instanceof PickedTooLarge
      ? () => words.pickedTooLarge(mostPickedGigabytes)
      : Object.hasOwn(words.problem, message)
        ? words.problem[message]
        : undefined;
  if (code !== 'bad-file' || say === undefined) return trouble(code, words);
  return html`<p class="notice bad" role="alert">${say({})}</p>`;
}
