import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../words.ts';
import type { DraftSelection } from './draft-selection.ts';
import './gj-mention-field.ts';

/** What is to be said, and about what. */
export interface RemarkTarget extends DraftSelection {
  as: 'remark' | 'wording' | 'article';
}

/** Longer words are shown by their beginning. */
const longest = 160;

export const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

/** The form in which something is said about what was selected. */
export function remarkForm(
  target: RemarkTarget,
  people: readonly string[],
  w: Words,
  on: { submit: (event: SubmitEvent) => void; cancel: () => void; busy: boolean },
): TemplateResult {
  const { as, text } = target;
  return html`<form
    class="remark-form"
    @submit=${on.submit}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) on.cancel();
    }}
  >
    <h3>${w.remarkNew[as]}</h3>
    ${as === 'article' ? nothing : html`<blockquote class="quote" lang="zh-CN">${shortened(text)}</blockquote>`}
    ${
      as === 'wording'
        ? html`<label class="field-label"
            ><span>${w.remarkWording}</span
            ><textarea
              class="field"
              name="wording"
              rows="4"
              maxlength="20000"
              lang="zh-CN"
              .value=${text}
            ></textarea>
          </label>`
        : nothing
    }
    <gj-mention-field
      .people=${people}
      .label=${as === 'wording' ? w.remarkWhy : w.remarkWords}
      .required=${as !== 'wording'}
    ></gj-mention-field>
    <p class="actions">
      <button class="button main" ?disabled=${on.busy}>${w.remarkSend}</button>
      <button type="button" class="button" @click=${on.cancel}>${w.cancel}</button>
    </p>
  </form>`;
}
