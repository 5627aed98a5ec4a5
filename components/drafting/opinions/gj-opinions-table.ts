import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { registerCell } from '../../../src/app/register-text.ts';
import type { OpinionsTable, RoundView } from '../../../src/engine/opinions-protocol.ts';
import { registerPaper } from '../../circulating/register-paper.ts';
import { AskingController } from '../../kit/asking-controller.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { saveFile } from '../../kit/save-file.ts';
import { trouble } from '../../library/trouble.ts';
import { languageOf } from '../../words.ts';
import '../../style/registers.css';

/** 意见采纳情况表: as it is printed, copied and exported. */
export class GjOpinionsTable extends GjElement {
  @property() consultation = '';
  /** Asked again whenever this is another. */
  @property({ attribute: false }) view: RoundView | undefined;
  @state() private isShown = false;

  #table = new AskingController<OpinionsTable>(this);
  #doing = new DoingController(this);

  get #what(): { consultation: string; on: string; language: 'zh' | 'en' } {
    return {
      consultation: this.consultation,
      on: this.app.today(),
      language: languageOf(this.app.settings.now),
    };
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (this.isShown && (changed.has('view') || changed.has('isShown')))
      void this.#table.ask((signal) => this.app.ask('opinionsTable', this.#what, signal));
  }

  #copy = (): void => {
    const { answer } = this.#table;
    if (answer === undefined) return;
    void this.#doing.run('copy', async () => {
      const plain = new Blob([tableText(answer)], { type: 'text/plain' });
      const rich = new Blob([tableMarkup(answer)], { type: 'text/html' });
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain, 'text/html': rich })]);
    });
  };

  #export = (): void => {
    void this.#doing.run('export', async () => saveFile(await this.app.ask('opinionsSheet', this.#what)));
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer } = this.#table;
    const { busy, done, problem } = this.#doing;
    return html`<p class="row">
        <button
          type="button"
          class="button"
          aria-expanded=${this.isShown}
          @click=${() => (this.isShown = !this.isShown)}
        >
          ${this.isShown ? w.roundTableHide : w.roundTable}
        </button>
        ${
          this.isShown
            ? html`<button type="button" class="button" @click=${() => print()}>${w.roundPrint}</button>
                <button type="button" class="button" ?disabled=${busy} @click=${this.#copy}>
                  ${w.roundCopy}
                </button>
                <button type="button" class="button" ?disabled=${busy} @click=${this.#export}>
                  ${w.roundXlsx}
                </button>
                <span role="status">${done === 'copy' ? w.roundCopied : nothing}</span>`
            : nothing
        }
      </p>
      ${problem ? trouble(problem.code, w) : nothing}
      ${this.isShown && answer !== undefined ? registerPaper(answer, w) : nothing}`;
  }
}

const rowsOf = ({ columns, rows }: OpinionsTable): string[][] => [
  columns.map(({ name }) => name),
  ...rows.map((cells) => cells.map(registerCell)),
];

/** A line for each row, cells parted by tabs, quoted where they hold breaks, as spreadsheets do. */
function tableText(table: OpinionsTable): string {
  const quoted = (cell: string): string => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rowsOf(table)
    .map((cells) => cells.map(quoted).join('\t'))
    .join('\n');
}

/** As word processors take it in. Made of nodes, so that no word can become markup. */
function tableMarkup(table: OpinionsTable): string {
  const { body } = document.implementation.createHTMLDocument('');
  const made = body.ownerDocument.createElement('table');
  made.setAttribute('style', 'border-collapse: collapse; width: 100%;');
  rowsOf(table).forEach((cells, at) => {
    const row = made.insertRow();
    for (const cell of cells) {
      const one = body.ownerDocument.createElement(at === 0 ? 'th' : 'td');
      one.setAttribute('style', 'border: 1pt solid windowtext; padding: 3pt 5pt; vertical-align: top;');
      one.textContent = cell;
      row.append(one);
    }
  });
  const title = body.ownerDocument.createElement('p');
  title.textContent = table.title;
  body.append(title, made);
  return body.innerHTML;
}

customElements.define('gj-opinions-table', GjOpinionsTable);
