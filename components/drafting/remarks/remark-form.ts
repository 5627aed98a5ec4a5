import { html, nothing, type TemplateResult } from 'lit';
import type { RemarkView } from '../../../src/engine/remarks-protocol.ts';
import type { Words } from '../../words.ts';
import type { DraftSelection } from './draft-selection.ts';
import './gj-mention-field.ts';

/** What is to be said, and about what. */
export interface RemarkTarget extends DraftSelection {
  /** `rewrite` proposes another wording for an article. */
  as: 'remark' | 'wording' | 'article' | 'rewrite';
}

/** Longer words are shown by their beginning. */
const longest = 160;

export const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

/** The form that asks why something is refused. */
export function reasonForm(
  w: Words,
  on: { submit: (event: SubmitEvent) => void; cancel: () => void; label: string; busy: boolean },
): TemplateResult {
  return html`<form class="remark-reply" @submit=${on.submit} @keydown=${escape(on.cancel)}>
    <label class="field-label"
      ><span>${w.proposalReason}</span
      ><textarea class="field" name="reason" rows="2" maxlength="4000" required></textarea>
    </label>
    <p class="actions">
      <button class="button main" ?disabled=${on.busy}>${on.label}</button>
      <button type="button" class="button" @click=${on.cancel}>${w.cancel}</button>
    </p>
  </form>`;
}

/** The form in which somebody says in other words what they said. */
export function rewordForm(
  { text, proposal }: RemarkView,
  people: readonly string[],
  w: Words,
  on: Hearing,
): TemplateResult {
  return html`<form class="remark-reply" @submit=${on.submit} @keydown=${escape(on.cancel)}>
    ${proposal === undefined ? nothing : wordingField(proposal.wording, w)}
    <gj-mention-field
      .people=${people}
      .label=${proposal === undefined ? w.remarkWords : w.remarkWhy}
      .value=${text}
      .required=${proposal === undefined}
    ></gj-mention-field>
    ${actions(w, on)}
  </form>`;
}

interface Hearing {
  submit: (event: SubmitEvent) => void;
  cancel: () => void;
  busy: boolean;
}

const actions = (w: Words, { busy, cancel }: Hearing): TemplateResult =>
  html`<p class="actions">
    <button class="button main" ?disabled=${busy}>${w.remarkSend}</button>
    <button type="button" class="button" @click=${cancel}>${w.cancel}</button>
  </p>`;

const escape =
  (cancel: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing) cancel();
  };

const wordingField = (wording: string, w: Words): TemplateResult =>
  html`<label class="field-label"
    ><span>${w.remarkWording}</span
    ><textarea
      class="field"
      name="wording"
      rows=${wording.length > 80 ? 8 : 4}
      maxlength="20000"
      lang="zh-CN"
      .value=${wording}
    ></textarea>
  </label>`;

/** The form in which something is said about what was selected. */
export function remarkForm(
  target: RemarkTarget,
  people: readonly string[],
  w: Words,
  on: Hearing,
): TemplateResult {
  const { as, text } = target;
  const isWording = as === 'wording' || as === 'rewrite';
  return html`<form class="remark-form" @submit=${on.submit} @keydown=${escape(on.cancel)}>
    <h3>${w.remarkNew[as]}</h3>
    ${as === 'article' || as === 'rewrite' ? nothing : html`<blockquote class="quote" lang="zh-CN">${shortened(text)}</blockquote>`}
    ${isWording ? wordingField(text, w) : nothing}
    <gj-mention-field
      .people=${people}
      .label=${isWording ? w.remarkWhy : w.remarkWords}
      .required=${!isWording}
    ></gj-mention-field>
    ${actions(w, on)}
  </form>`;
}
