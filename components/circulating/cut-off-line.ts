import { html, type TemplateResult } from 'lit';
import type { CutOff } from '../../src/engine/circulations-protocol.ts';
import { momentOf } from '../kit/moment.ts';
import type { Words } from '../words.ts';

/** How far the knowledge of this device goes, in a sentence. */
export function cutOffLine({ now, others }: CutOff, w: Words): TemplateResult {
  return html`<p class="quiet small cut-off">
    ${
      others === undefined
        ? w.cutOffAlone(momentOf(now, w))
        : w.cutOffSentence(momentOf(now, w), momentOf(others.at, w))
    }
  </p>`;
}
