import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { IntakeState } from '../../src/app/intake.ts';
import { formatRoute } from '../../src/app/route.ts';
import type { BringInEntry, BringInSummary } from '../../src/engine/protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { LiveController } from '../kit/live-controller.ts';
import { icons } from '../style/icons.ts';
import type { Words } from '../words.ts';
import { pickedFiles } from './dropped-files.ts';
import { ruleTitle } from './rule-title.ts';
import { trouble } from './trouble.ts';

type Show = 'all' | 'problems' | 'warnings';

/** Lines of the report that are drawn at once. */
const perPage = 100;

/** Texts come in: drop, pick or paste; progress with a way out; a line for every file. */
export class GjBringIn extends GjElement {
  @state() private show: Show = 'all';
  @state() private shown = perPage;
  @query('textarea') private pasted!: HTMLTextAreaElement | null;
  @query('#paste-title') private pastedTitle!: HTMLInputElement | null;

  #intake = new LiveController(this, () => this.app.intake.state);

  protected override firstUpdated(): void {
    this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  #picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    if (input.files) this.app.intake.files(pickedFiles(input.files));
    input.value = '';
  };

  #paste = (event: Event): void => {
    event.preventDefault();
    const text = this.pasted?.value ?? '';
    if (text.trim() === '') return;
    this.app.intake.text(text, this.pastedTitle?.value.trim() || undefined);
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const now = this.#intake.now;
    const busy = now.step === 'running' || now.step === 'cancelling';
    return html`<section class="page">
      <h1>${w.bringInTitle}</h1>
      <p class="notice warn">${w.bringInSecret}</p>
      ${busy ? this.#progress(now, w) : this.#ways(w)} ${now.step === 'done' ? this.#report(now, w) : nothing}
      ${now.entries.length > 0 ? this.#entries(now.entries, w) : nothing}
    </section>`;
  }

  #ways(w: Words): TemplateResult {
    return html`
      <div class="drop-zone">
        <p class="drop-words">${icons.bringIn} ${w.bringInHelp}</p>
        <p class="row">
          <label class="button main"
            ><input class="vh" type="file" multiple @change=${this.#picked} />${w.pickFiles}</label
          >
          <label class="button"
            ><input class="vh" type="file" webkitdirectory @change=${this.#picked} />${w.pickFolder}</label
          >
        </p>
        <p class="quiet">${w.bringInFormats}</p>
      </div>
      <details class="paste">
        <summary>${w.paste}</summary>
        <form @submit=${this.#paste}>
          <label
            >${w.pasteTitle}
            <input
              id="paste-title"
              class="field"
              maxlength="200"
              placeholder=${w.pasteTitleHint}
              autocomplete="off"
          /></label>
          <label>${w.pasteText} <textarea class="field" rows="8" required></textarea></label>
          <button class="button main">${w.pasteAction}</button>
        </form>
      </details>
    `;
  }

  #progress(now: IntakeState, w: Words): TemplateResult {
    return html`<div class="progress">
      <progress max=${Math.max(1, now.total)} .value=${now.done} aria-label=${w.bringInTitle}></progress>
      <p class="row">
        <span aria-live="off"
          >${now.done === 0 ? w.reading : w.progress(now.done, now.total, now.articles)}</span
        >
        ${
          now.step === 'cancelling'
            ? html`<span class="quiet" role="status">${w.cancelling}</span>`
            : html`<button class="button" @click=${() => this.app.intake.cancel()}>${w.cancel}</button>`
        }
      </p>
    </div>`;
  }

  #report(now: IntakeState, w: Words): TemplateResult {
    if (now.trouble !== undefined) return trouble(now.trouble, w);
    const summary = now.summary as BringInSummary;
    const same = now.entries.filter((entry) => entry.outcome === 'same').length;
    return html`<div class="notice" role="status">
      <p><b>${summary.cancelled ? w.finishedCancelled : w.finished}</b></p>
      <p>${w.summary({ ...summary, same })}</p>
      ${
        summary.citationsFound > 0
          ? html`<p>${w.citationSummary(summary.citationsFound, summary.citationsResolved)}</p>`
          : nothing
      }
    </div>`;
  }

  #entries(entries: readonly BringInEntry[], w: Words): TemplateResult {
    const problems = entries.filter((entry) => entry.outcome === 'problem');
    const warnings = entries.filter((entry) => (entry.warnings?.length ?? 0) > 0);
    const lists: Record<Show, readonly BringInEntry[]> = { all: entries, problems, warnings };
    const names: Record<Show, string> = {
      all: w.entryAll,
      problems: w.entryProblems,
      warnings: w.entryWarnings,
    };
    const list = lists[this.show];
    return html`
      <fieldset class="show-only">
        <legend class="vh">${w.showOnly}</legend>
        <div class="segments">
          ${(Object.keys(lists) as Show[]).map(
            (show) =>
              html`<label
                ><input
                  type="radio"
                  name="show"
                  .checked=${this.show === show}
                  @change=${() => {
                    this.show = show;
                    this.shown = perPage;
                  }}
                />${names[show]} ${lists[show].length}</label
              >`,
          )}
        </div>
      </fieldset>
      <ul class="entries">
        ${list.slice(0, this.shown).map((entry) => this.#entry(entry, w))}
      </ul>
      ${
        list.length > this.shown
          ? html`<button class="button" @click=${() => (this.shown += perPage)}>${w.showMore}</button>`
          : nothing
      }
    `;
  }

  /** Known once everything is in; until then only what was found can be told. */
  #resolved(entry: BringInEntry): number | undefined {
    return this.#intake.now.summary?.resolvedByEdition[entry.edition ?? ''];
  }

  #entry(entry: BringInEntry, w: Words): TemplateResult {
    const { problem, rule } = entry;
    return html`<li class="entry" data-outcome=${entry.outcome}>
      <span class="outcome">${w.outcome[entry.outcome]}</span>
      <div>
        ${
          rule === undefined
            ? html`<span class="file">${entry.file}</span>`
            : html`<a
                  href=${formatRoute({
                    page: 'rule',
                    rule,
                    ...(entry.edition !== undefined && { edition: entry.edition.slice(0, 16) }),
                  })}
                  >${ruleTitle({ title: entry.title ?? entry.file, part: entry.part })}</a
                >
                <span class="quiet file">${entry.file}</span>`
        }
        <p class="quiet facts">
          ${entry.date === undefined ? nothing : html`<time class="no-space">${entry.date}</time>`}
          ${(entry.articles ?? 0) > 0 ? html`<span>${w.articleCount(entry.articles!)}</span>` : nothing}
          ${
            entry.citations === undefined || entry.citations === 0
              ? nothing
              : html`<span>${w.entryCitations(entry.citations, this.#resolved(entry))}</span>`
          }
        </p>
        ${
          problem === undefined
            ? nothing
            : html`<p class="bad">
                ${(w.problem[problem.code] ?? w.problem['unexpected']!)(problem.detail ?? {})}
              </p>`
        }
        ${entry.warnings?.map(
          ({ code, at }) => html`<p class="warn">${(w.warning[code] ?? w.warningOther)(at ?? code)}</p>`,
        )}
      </div>
    </li>`;
  }
}

customElements.define('gj-bring-in', GjBringIn);
