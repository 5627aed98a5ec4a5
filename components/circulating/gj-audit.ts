import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { registerCell, zoneAt } from '../../src/app/register-text.ts';
import type { AuditAsked, AuditView } from '../../src/engine/registers-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { saveFile } from '../kit/save-file.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { type AuditChoice, auditFields, noChoice } from './audit-fields.ts';
import { auditRow } from './audit-row.ts';
import '../style/registers.css';

/** Everything that was ever signed in the office, to be looked through. */
export class GjAudit extends GjElement {
  @state() private choice: AuditChoice = noChoice;
  @state() private page = 0;
  @state() private saved = '';

  #view = new ViewController<AuditView>(this, (signal) => this.app.ask('audit', this.#asked, signal));
  #doing = new DoingController(this);

  get #asked(): AuditAsked {
    const { kind, member, from, to, text } = this.choice;
    return {
      language: this.words.lang.startsWith('zh') ? 'zh' : 'en',
      zone: zoneAt(Date.now()),
      page: this.page,
      ...(kind !== 'all' && { kinds: [kind] }),
      ...(member !== '' && { member }),
      ...(from !== '' && { from }),
      ...(to !== '' && { to }),
      ...(text.trim() !== '' && { text }),
    };
  }

  #turn(page: number): void {
    this.page = page;
    this.saved = '';
    void this.#view.ask((signal) => this.app.ask('audit', this.#asked, signal));
  }

  #export(as: 'xlsx' | 'csv'): void {
    const asked = this.#asked;
    void this.#doing.run(as, async () => {
      const file = await this.app.ask('auditFile', { ...asked, as });
      saveFile(file);
      this.saved = file.name;
    });
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem?.code === 'not-allowed') return html`<p class="quiet">${w.auditNotYours}</p>`;
    if (problem !== undefined) return trouble(problem.code, w);
    if (view === undefined) return html``;
    const choose = (change: Partial<AuditChoice>): void => {
      this.choice = { ...this.choice, ...change };
      this.#turn(0);
    };
    return html`<section class="audit">
      ${auditFields(this.choice, view, choose, w)}
      <p role="status">${w.auditCount(view.total, view.entries)}</p>
      ${view.total === 0 ? html`<p class="quiet">${w.auditNone}</p>` : this.#table(view)} ${this.#foot(view)}
    </section>`;
  }

  #table({ lines }: AuditView): TemplateResult {
    const w = this.words;
    return html`<table class="audit-table">
      <thead>
        <tr>
          <th scope="col">${w.auditTime}</th>
          <th scope="col">${w.auditMember}</th>
          <th scope="col">${w.auditKind}</th>
          <th scope="col">${w.auditWhat}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map((line) => auditRow(line, w))}
      </tbody>
    </table>`;
  }

  #foot({ page, pages, cutOff }: AuditView): TemplateResult {
    const w = this.words;
    const { busy, problem } = this.#doing;
    return html`${
        pages === 1
          ? nothing
          : html`<nav class="audit-pages" aria-label=${w.auditPages}>
              <button class="button" ?disabled=${page === 0} @click=${() => this.#turn(page - 1)}>
                ${w.auditNewer}
              </button>
              <span>${w.auditPage(page + 1, pages)}</span>
              <button class="button" ?disabled=${page === pages - 1} @click=${() => this.#turn(page + 1)}>
                ${w.auditOlder}
              </button>
            </nav>`
      }
      <p class="register-actions">
        <button class="button" ?disabled=${busy} @click=${() => this.#export('xlsx')}>
          ${w.registersXlsx}
        </button>
        <button class="button" ?disabled=${busy} @click=${() => this.#export('csv')}>${w.auditCsv}</button>
      </p>
      ${problem === undefined ? nothing : trouble(problem.code, w)}
      <p class="small" role="status">${this.saved === '' ? nothing : w.registersSaved(this.saved)}</p>
      <p class="quiet small">${w.auditKnown(registerCell({ at: cutOff }))}</p>`;
  }
}

customElements.define('gj-audit', GjAudit);
