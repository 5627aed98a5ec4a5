import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OfficeView, RosterImported, RosterPreview } from '../../src/engine/office-protocol.ts';
import type { RosterField } from '../../src/exchange/roster-columns.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { readPicked } from '../kit/read-picked.ts';
import { fileTrouble } from './file-trouble.ts';
import { has } from './role-names.ts';

type Column = RosterPreview['columns'][number];

/** A list of staff: looked at first, column by column, then taken into the roster. */
export class GjImportRoster extends GjElement {
  @property({ attribute: false }) view!: OfficeView;
  @state() private file: { name: string; bytes: Uint8Array } | undefined;
  @state() private preview: RosterPreview | undefined;
  @state() private columns: Column[] = [];
  @state() private imported: RosterImported | undefined;

  #doing = new DoingController(this);

  #read = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const picked = input.files?.[0];
    if (picked === undefined) return;
    this.preview = undefined;
    this.imported = undefined;
    void this.#doing.run('read', async () => {
      const file = { name: picked.name, bytes: await readPicked(picked) };
      const preview = await this.app.ask('readRoster', file);
      this.file = file;
      this.preview = preview;
      this.columns = preview.columns;
    });
    input.value = '';
  };

  #import = (): void => {
    const { file, preview, columns } = this;
    if (file === undefined || preview === undefined) return;
    void this.#doing.run('import', async () => {
      this.imported = await this.app.ask('importRoster', {
        ...file,
        headerRow: preview.headerRow,
        columns: columns.map((column) => (column === 'not-taken' ? undefined : column)),
      });
      this.preview = undefined;
    });
  };

  #choose(at: number, value: string): void {
    const field = value === '' ? undefined : (value as RosterField);
    // A field stands in one column only.
    this.columns = this.columns.map((column, i) =>
      i === at ? field : column === field ? undefined : column,
    );
  }

  protected override render(): TemplateResult {
    const w = this.words;
    if (!has(this.view.me, 'admin')) return html`<p class="notice warn">${w.trouble['not-allowed']}</p>`;
    return html`
      <p class="lead">${w.importRosterHelp}</p>
      <p>
        <label class="button ${this.preview === undefined ? 'main' : ''}"
          >${w.chooseTable}<input
            class="vh"
            type="file"
            accept=".xlsx,.xlsm,.csv,.txt,.tsv"
            @change=${this.#read}
        /></label>
      </p>
      ${this.#doing.problem ? fileTrouble(this.#doing.problem, w) : nothing}
      ${this.preview === undefined ? nothing : this.#table(this.preview)}
      ${this.imported === undefined ? nothing : this.#result(this.imported)}
    `;
  }

  #table(preview: RosterPreview): TemplateResult {
    const w = this.words;
    const hasName = this.columns.includes('name');
    return html`
      <p role="status">${w.rosterCount(preview.count)}</p>
      <div class="table-scroll" tabindex="0" role="region" aria-label=${w.officeParts.import}>
        <table class="roster-table">
          <thead>
            <tr>
              ${preview.header.map(
                (header, at) =>
                  html`<th scope="col">
                    ${
                      preview.columns[at] === 'not-taken'
                        ? html`<span class="quiet">${w.columnRefused}</span>`
                        : html`<select
                            class="field"
                            aria-label=${w.columnIs(header, at + 1)}
                            @change=${(event: Event) => this.#choose(at, (event.target as HTMLSelectElement).value)}
                          >
                            <option value="">${w.columnIgnored}</option>
                            ${Object.entries(w.rosterField).map(
                              ([field, label]) =>
                                html`<option value=${field} .selected=${this.columns[at] === field}>
                                  ${label}
                                </option>`,
                            )}
                          </select>`
                    }
                    <span>${header}</span>
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${preview.rows.slice(0, 20).map(
              (row) =>
                html`<tr>
                  ${preview.header.map((_, at) => html`<td>${row[at] ?? ''}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${hasName ? nothing : html`<p class="notice warn">${w.rosterNeedsName}</p>`}
      <p>
        <button class="button main" ?disabled=${!hasName || this.#doing.busy} @click=${this.#import}>
          ${w.importAction}
        </button>
      </p>
    `;
  }

  #result({ people, added, changed, units, problems }: RosterImported): TemplateResult {
    const w = this.words;
    return html`
      <p class="notice" role="status">${w.rosterImported(people, added, changed, units)}</p>
      ${
        problems.length === 0
          ? nothing
          : html`<h2>${w.rosterProblems(problems.length)}</h2>
              <ul class="lines">
                ${problems
                  .slice(0, 500)
                  .map(
                    ({ row, kind, value }) =>
                      html`<li>
                        <span class="quiet">${w.rosterRow(row)}</span
                        ><span>${w.rosterProblem[kind](value)}</span>
                      </li>`,
                  )}
              </ul>`
      }
    `;
  }
}

customElements.define('gj-import-roster', GjImportRoster);
