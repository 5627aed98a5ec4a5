import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../../src/app/route.ts';
import type { BranchesView } from '../../../src/engine/draft-history-protocol.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { momentOf } from '../../kit/moment.ts';
import { DraftController } from './draft-controller.ts';

/** Says of a branch that it was taken into the draft that it came from, and when; nothing of any other draft. */
export class GjDraftMerged extends GjElement {
  @property() draft = '';

  #view = new DraftController<BranchesView>(this, (signal) =>
    this.app.ask('branches', { draft: this.draft }, signal),
  );

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const { parent, merged, isAhead } = this.#view.answer ?? {};
    if (merged === undefined) return nothing;
    return html`<p class="notice">
      ${w.branchWasMerged(merged.byName || w.remarkUnknown, momentOf(merged.at, w))}
      ${
        parent === undefined
          ? nothing
          : html`<a href=${formatRoute({ page: 'draft', draft: parent.draft, part: 'write' })}
              >${parent.title}</a
            >`
      }
      ${isAhead ? html`<span>${w.branchAhead}</span>` : nothing}
    </p>`;
  }
}

customElements.define('gj-draft-merged', GjDraftMerged);
