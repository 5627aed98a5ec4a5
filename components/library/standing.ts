import { html, type TemplateResult } from 'lit';
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

/** Standing and issue together, as a page says them: what is not issued has no standing of its own. */
export function standingAndSigning(
  { signing, validity }: { signing: Signing; validity: Validity },
  words: Words,
): TemplateResult {
  return validity === 'unofficial'
    ? signingMark(signing, words)
    : html`${standing(validity, words)} ${signingMark(signing, words)}`;
}

/** The same in lists, where only what is not issued needs a second word. */
export function standingInList(
  { signing, validity }: { signing: Signing; validity: Validity },
  words: Words,
): TemplateResult {
  return signing === 'official'
    ? standing(validity, words)
    : standingAndSigning({ signing, validity }, words);
}
