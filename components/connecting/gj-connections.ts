import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { connectionsParts, formatRoute, type ConnectionsPart } from '../../src/app/route.ts';
import type { ConnectionsView } from '../../src/engine/connect-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import './gj-other-devices.ts';

/** Other devices: how this one stands with them, who is invited, what is carried by hand. */
export class GjConnections extends GjElement {
  @property() section: ConnectionsPart = 'devices';

  #view = new ViewController<ConnectionsView>(
    this,
    (signal) => this.app.ask('connections', undefined, signal),
    connections,
  );

  protected override updated(): void {
    // On a narrow screen the parts do not all fit.
    this.querySelector('.parts [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    return html`<section class="page narrow office connections">
      <h1>${w.connectionsTitle}</h1>
      <nav class="parts" aria-label=${w.connectionsTitle}>
        ${connectionsParts.map(
          (part) =>
            html`<a
              href=${formatRoute({ page: 'connections', part })}
              aria-current=${part === this.section ? 'page' : nothing}
              >${w.connectionsParts[part]}</a
            >`,
        )}
      </nav>
      ${problem ? trouble(problem.code, w) : nothing} ${view === undefined ? nothing : this.#partOf(view)}
    </section>`;
  }

  #partOf(view: ConnectionsView): TemplateResult {
    return html`<gj-other-devices .view=${view}></gj-other-devices>`;
  }
}

customElements.define('gj-connections', GjConnections);
