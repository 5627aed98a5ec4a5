import { html, nothing, type TemplateResult } from 'lit';
import type { Validity } from '../../src/rule/validity.ts';
import type { Signing } from '../../src/store/official.ts';
import { icons, validityShapes } from '../style/icons.ts';
import type { Words } from '../words.ts';

/** Standing in word and shape. */
export function standing(validity: Validity, words: Words): TemplateResult {
  return html`<span class="standing" data-validity=${validity}
    >${validityShapes[validity]}${words.validity[validity]}</span
  >`;
}

/** Has the office issued it? In word and shape; what it means is told to whoever points at it. */
export function signingMark(signing: Signing, words: Words): TemplateResult {
  return html`<span class="signing" data-signing=${signing} title=${words.signingHelp[signing]}
    >${signing === 'official' ? icons.shield : ''}${words.signing[signing]}</span
  >`;
}

/** The same in lists, where only what is not issued needs a word. */
export function unsignedMark(
  { signing, validity }: { signing: Signing; validity: Validity },
  words: Words,
): TemplateResult | typeof nothing {
  // Where that is its standing, it is said already.
  return signing === 'official' || validity === 'unofficial' ? nothing : signingMark(signing, words);
}
