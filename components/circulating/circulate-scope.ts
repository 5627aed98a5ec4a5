import { html, nothing, type TemplateResult } from 'lit';
import type { CirculateView } from '../../src/engine/circulate-protocol.ts';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import type { Audience } from '../../src/ledger/circulation-acts.ts';
import type { Words } from '../words.ts';
import { audienceWords } from './audience-words.ts';
import './gj-audience.ts';

/** Whom the recorded scope means: those who are chosen below, everybody, or others that are said. */
export type ScopeChoice = 'same' | 'everyone' | 'other';

interface Around {
  w: Words;
  office: OfficeView;
  choice: ScopeChoice | undefined;
  /** Whom it means, when it is others. */
  other: Audience;
  choose: (choice: ScopeChoice) => void;
  change: (other: Audience) => void;
}

/** The scope of a received document in its own words, and whom it means; nothing where none was recorded. */
export function circulateScope(view: CirculateView, around: Around): TemplateResult | typeof nothing {
  const { w, office, choice, other, choose, change } = around;
  if (view.scopesDiffer) return html`<p class="notice bad">${w.trouble['scopes-differ']}</p>`;
  const bound = view.editions.find(({ scope }) => scope !== undefined)?.scope;
  const said = view.editions.flatMap(({ received }) => received?.scope ?? []);
  if (bound === undefined && said.length === 0) return nothing;
  const words = said.length === 0 ? nothing : html`<p>${w.scopeSays(said.join(w.listComma))}</p>`;
  if (bound !== undefined)
    return html`<div class="notice scope">
      ${words}
      <p>${w.scopeBound(audienceWords(bound, office, w))}</p>
    </div>`;
  return html`<fieldset class="scope">
    <legend>${w.scopeTitle}</legend>
    ${words}
    <p class="quiet">${w.scopeHelp}</p>
    ${(['same', 'everyone', 'other'] as const).map(
      (one) =>
        html`<label class="check"
          ><input
            type="radio"
            name="scope"
            required
            .checked=${choice === one}
            @change=${() => choose(one)}
          /><span>${w.scopeChoice[one]}</span></label
        >`,
    )}
    ${
      choice === 'other'
        ? html`<gj-audience
            .label=${w.scopeOther}
            .office=${office}
            .audience=${other}
            @gj-audience=${(event: CustomEvent<Audience>) => {
              event.stopPropagation();
              change(event.detail);
            }}
          ></gj-audience>`
        : nothing
    }
  </fieldset>`;
}
