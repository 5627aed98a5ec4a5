import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { BundleFolder, FolderView } from '../../src/app/bundle-folder.ts';
import { canChooseFolder } from '../../src/app/can-choose-folder.ts';
import type { FolderSchedule } from '../../src/app/folder-memory.ts';
import { ago } from '../kit/ago.ts';
import { byteSize } from '../kit/byte-size.ts';
import { GjElement } from '../kit/gj-element.ts';
import { MinuteController } from '../kit/minute-controller.ts';
import { trouble } from '../library/trouble.ts';

const schedules: readonly FolderSchedule[] = ['daily', 'weekly', 'by-hand'];

/** The folder into which bundles are written by the clock; nothing where the browser lets nobody choose one. */
export class GjBundleFolder extends GjElement {
  @state() private folder: BundleFolder | undefined;
  @state() private failed = false;

  #stop: (() => void) | undefined;

  constructor() {
    super();
    new MinuteController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (canChooseFolder()) void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  async #open(): Promise<void> {
    try {
      const folder = await this.app.bundleFolder();
      this.folder = folder;
      if (this.isConnected) this.#stop ??= folder.view.subscribe(() => this.requestUpdate());
    } catch {
      this.failed = true;
    }
  }

  #choose = (): void => void this.folder?.choose();
  #write = (): void => void this.folder?.writeNow();
  #allow = (): void => void this.folder?.allow();
  #forget = (): void => void this.folder?.forget();

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    if (!canChooseFolder()) return nothing;
    const view = this.folder?.view.now;
    return html`<h2>${w.folderTitle}</h2>
      <p class="quiet">${w.folderHelp}</p>
      ${this.failed ? trouble('unexpected', w) : nothing}
      ${view === undefined ? nothing : view.name === undefined ? this.#none() : this.#chosen(view.name, view)}
      ${
        view?.problem === undefined
          ? nothing
          : html`<p class="notice bad" role="alert">${w.folderFault[view.problem]}</p>`
      }`;
  }

  #none(): TemplateResult {
    return html`<p>
      <button class="button" @click=${this.#choose}>${this.words.folderChoose}</button>
    </p>`;
  }

  #chosen(name: string, { schedule, last, isWriting, problem }: FolderView): TemplateResult {
    const w = this.words;
    const choose = (event: Event): void =>
      void this.folder?.setSchedule((event.target as HTMLSelectElement).value as FolderSchedule);
    const mayBeAllowed = problem === 'permission';
    return html`<dl class="facts-list">
        <div>
          <dt>${w.folderName}</dt>
          <dd>${name}</dd>
        </div>
        <div>
          <dt>${w.folderLast}</dt>
          <dd>
            <span role="status"
              >${isWriting ? w.folderWriting : last === undefined ? w.folderNever : ago(last.at, w)}</span
            >
            ${
              last === undefined || isWriting
                ? nothing
                : html`<span class="quiet">${last.file}${w.listComma}${byteSize(last.bytes, w.lang)}</span>`
            }
          </dd>
        </div>
      </dl>
      <div class="form">
        <label
          >${w.folderSchedule}<select class="field" @change=${choose}>
            ${schedules.map(
              (one) =>
                html`<option value=${one} .selected=${one === schedule}>${w.folderSchedules[one]}</option>`,
            )}
          </select></label
        >
      </div>
      <p class="row">
        ${
          mayBeAllowed
            ? html`<button class="button main" @click=${this.#allow}>${w.folderAllow}</button>`
            : html`<button class="button" ?disabled=${isWriting} @click=${this.#write}>
                ${w.folderWriteNow}
              </button>`
        }
        <button class="button" ?disabled=${isWriting} @click=${this.#choose}>${w.folderOther}</button>
        <button class="button" ?disabled=${isWriting} @click=${this.#forget}>${w.folderStop}</button>
      </p>
      <p class="quiet">${w.folderStopHelp}</p>`;
  }
}

customElements.define('gj-bundle-folder', GjBundleFolder);
