import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { ConnectionsView, Standing } from '../../src/engine/connect-protocol.ts';
import { inLine, standingWord } from '../connecting/standing-parts.ts';
import { GjElement } from '../kit/gj-element.ts';
import { connections, ViewController } from '../kit/view-controller.ts';

/** The small word in the header: is this device the same as the others? */
export class GjConnectionWord extends GjElement {
  /** Its page is open. */
  @property({ type: Boolean }) current = false;

  #view = new ViewController<ConnectionsView>(
    this,
    (signal) => this.app.ask('connections', undefined, signal),
    connections,
  );
  #before: Standing | undefined;
  #spoken: Standing | undefined;

  protected override willUpdate(): void {
    const standing = this.#view.answer?.standing;
    // How it stands when the page opens is no news; a count that moves is none either.
    if (this.#before !== undefined && standing !== this.#before) this.#spoken = standing;
    this.#before = standing;
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const view = this.#view.answer;
    const isShown = view !== undefined && view.standing !== 'apart';
    const count = isShown ? inLine(view) : 0;
    return html`${
        isShown
          ? html`<a
              class="connection-word"
              href=${formatRoute({ page: 'connections', part: 'devices' })}
              title=${w.connectionsTitle}
              aria-current=${this.current ? 'page' : nothing}
              data-standing=${view.standing}
              ><span class="vh">${w.connectionsTitle}${w.between}</span>${standingWord(view, w)}${
                count > 0
                  ? html`<span class="vh">${w.listComma}${w.inLineSpoken(count)}</span
                      ><span class="in-line" aria-hidden="true">${w.inLine(count)}</span>`
                  : nothing
              }</a
            >`
          : nothing
      }<span class="vh" role="status"
        >${isShown && this.#spoken !== undefined ? w.standingSpoken[this.#spoken] : ''}</span
      >`;
  }
}

customElements.define('gj-connection-word', GjConnectionWord);
