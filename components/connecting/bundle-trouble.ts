import { html, type TemplateResult } from 'lit';
import type { EngineError } from '../../src/app/engine-link.ts';
import { fileTrouble } from '../people/file-trouble.ts';
import type { Words } from '../words.ts';

/** What is wrong with a bundle or a backup, what is safe, and what to do next. */
export function bundleTrouble(problem: EngineError, words: Words): TemplateResult {
  const { code, message } = problem;
  const faults: Partial<Record<string, string>> = words.bundleFault;
  const says = Object.hasOwn(faults, message) ? faults[message] : undefined;
  if (code !== 'bad-bundle' || says === undefined) return fileTrouble(problem, words);
  return html`<p class="notice bad" role="alert">${says}</p>`;
}
