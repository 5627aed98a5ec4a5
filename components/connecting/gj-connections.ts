import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { connectionsParts, formatRoute, type ConnectionsPart } from '../../src/app/route.ts';
import type { ConnectionsView } from '../../src/engine/connect-protocol.ts';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { PartsController } from '../kit/parts-controller.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import './gj-bundle-folder.ts';
import './gj-direct.ts';
import './gj-invitations.ts';
import './gj-make-backup.ts';
import './gj-open-bundle.ts';
import './gj-other-devices.ts';
import './gj-restore-backup.ts';
import './gj-write-bundle.ts';
import { standingSentence } from './standing-parts.ts';
import '../people/gj-restore-office.ts';
import '../style/connect.css';

interface Whole {
  now: ConnectionsView;
  office: OfficeView;
}

/** Other devices: how this one stands with them, who is invited, what is carried by hand. */
export class GjConnections extends GjElement {
  @property() section: ConnectionsPart = 'devices';

  #view = new ViewController<Whole>(
    this,
    async (signal) => {
      const [now, office] = await Promise.all([
        this.app.ask('connections', undefined, signal),
        this.app.ask('office', undefined, signal),
      ]);
      return { now, office };
    },
    connections,
  );
  /** There was no office when the page opened: what a backup brought is told here once there is one. */
  #wasEmpty = false;

  constructor() {
    super();
    new PartsController(this);
  }

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (view !== undefined && view.office.office === undefined) this.#wasEmpty = true;
    return html`<section class="page narrow office connections">
      <h1>${w.connectionsTitle}</h1>
      ${problem ? trouble(problem.code, w) : nothing}
      ${view === undefined ? nothing : view.office.office === undefined ? this.#apart(view.now) : this.#parts(view)}
      ${this.#wasEmpty ? html`<gj-restore-backup .over=${view?.office.office !== undefined}></gj-restore-backup>` : nothing}
    </section>`;
  }

  #apart(now: ConnectionsView): TemplateResult {
    const w = this.words;
    return html`<p class="lead">${standingSentence(now, w)}</p>
      <p class="row">
        <a class="button main" href=${formatRoute({ page: 'join' })}>${w.joinTitle}</a>
        <a class="button" href=${formatRoute({ page: 'office', part: 'people' })}>${w.foundTitle}</a>
      </p>`;
  }

  /** What was brought by a backup is here, but nobody has let this device in yet; or it was let go. */
  #notOfOffice(now: ConnectionsView, name: string): TemplateResult {
    const w = this.words;
    const isRevoked = now.standing === 'revoked';
    return html`<p class="lead">${isRevoked ? standingSentence(now, w) : w.notOfOffice(name)}</p>
      <p class="quiet">${isRevoked ? w.rejoinHelp : w.notOfOfficeHelp}</p>
      <p>
        <a class="button main" href=${formatRoute({ page: 'join' })}>${isRevoked ? w.rejoin : w.joinTitle}</a>
      </p>
      <gj-restore-office></gj-restore-office>`;
  }

  #parts(view: Whole): TemplateResult {
    const w = this.words;
    return html`<nav class="parts" aria-label=${w.connectionsTitle}>
        ${connectionsParts.map(
          (part) =>
            html`<a
              href=${formatRoute({ page: 'connections', part })}
              aria-current=${part === this.section ? 'page' : nothing}
              >${w.connectionsParts[part]}</a
            >`,
        )}
      </nav>
      ${this.#partOf(view)}`;
  }

  #partOf({ now, office }: Whole): TemplateResult {
    const w = this.words;
    switch (this.section) {
      case 'invitations':
        return html`<gj-invitations .office=${office}></gj-invitations>`;
      case 'direct':
        return html`<gj-direct .office=${office}></gj-direct>`;
      case 'bundles':
        // Nobody would take what a device writes that the office does not know.
        return html`${
            office.me === undefined
              ? html`<p class="notice warn">${standingSentence(now, w)}</p>`
              : html`<gj-write-bundle .office=${office}></gj-write-bundle>
                  <gj-bundle-folder></gj-bundle-folder>`
          }
          <gj-open-bundle></gj-open-bundle>
          <gj-make-backup></gj-make-backup>`;
      default:
        return office.me === undefined
          ? this.#notOfOffice(now, office.office!.name)
          : html`<gj-other-devices .view=${now}></gj-other-devices>`;
    }
  }
}

customElements.define('gj-connections', GjConnections);
