import { html, type TemplateResult } from 'lit';
import type { Validity } from '../../src/rule/validity.ts';
import { validityShapes } from '../style/icons.ts';
import type { Words } from '../words.ts';

/** Standing in word and shape. */
export function standing(validity: Validity, words: Words): TemplateResult {
  return html`<span class="standing" data-validity=${validity}
    >${validityShapes[validity]}${words.validity[validity]}</span
  >`;
}
