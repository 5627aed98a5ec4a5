import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute, type Route } from '../../src/app/route.ts';
import type { CompareView } from '../../src/engine/office-protocol.ts';
import type { Reading } from '../../src/engine/protocol.ts';
import { titled } from '../../src/rule/quoted-text.ts';
import { AskingController } from '../kit/asking-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { LiveController } from '../kit/live-controller.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { trouble } from '../library/trouble.ts';
import { icons } from '../style/icons.ts';
import type { Words } from '../words.ts';
import { compareItems, differs, isChange, type CompareItem, type PlacedRow } from './compare-changes.ts';
import { copyTable, tableMarkup, tableText } from './compare-clipboard.ts';
import { chooseEditions, editionName, stopOf, type EditionPair } from './compare-editions.ts';
import { compareViews, editionChoice, segments, type CompareViewName } from './compare-head.ts';
import { compareJumps, keepInSight } from './compare-jumps.ts';
import type { Side } from './compare-lines.ts';
import { compareList, firstRows, rowsPerFrame } from './compare-list.ts';
import { rowId } from './compare-row.ts';
import { compareTable } from './compare-table.ts';
import { CompareWatcher } from './compare-watcher.ts';
import { PrintFoot } from './print-foot.ts';

type CompareRoute = Extract<Route, { page: 'compare' }>;

/** Two editions of a text, article by article: side by side, as a 修改对照表, and as the draft of a decision. */
export class GjCompare extends GjElement {
  @property({ attribute: false }) route!: CompareRoute;
  @state() private view: CompareViewName = 'comparison';
  @state() private onlyChanges = true;
  @state() private columns: 'one' | 'two' = 'two';
  @state() private wide = false;
  /** Index of the row being read, -1 above the first change. */
  @state() private here = -1;
  @state() private said = '';

  #reading = new AskingController<Reading>(this);
  #compared = new AskingController<CompareView>(this);
  #changes = new LiveController(this, () => this.app.changes);
  #asked = { reading: '', pair: '' };
  #width = matchMedia('(min-width: 64rem)');
  #items: CompareItem[] = [];
  #jumps: PlacedRow[] = [];
  #open = new Map<CompareItem, number>();
  #drawn = firstRows;
  #drawnFor: unknown[] = [];
  /** What was written as reasons, by the pair of editions. */
  #reasons = new Map<string, string[]>();
  #printFoot = new PrintFoot(this);

  constructor() {
    super();
    new CompareWatcher(this, (row) => {
      this.here = row === undefined ? -1 : this.#indexOf(row);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.wide = this.#width.matches;
    this.#width.addEventListener('change', this.#resized);
    addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#width.removeEventListener('change', this.#resized);
    removeEventListener('keydown', this.#key);
  }

  /** A sheet of paper is narrow too, but prints what the screen showed. */
  #resized = (): void => {
    if (!matchMedia('print').matches) this.wide = this.#width.matches;
  };

  /** What the address says, and what is taken where it is silent. */
  get #pair(): EditionPair {
    const { before, after } = this.route;
    if (before !== undefined && after !== undefined) return { before, after };
    const reading = this.#reading.answer;
    return reading === undefined ? {} : chooseEditions(reading.timeline, { before, after });
  }

  #sameEdition({ before, after }: EditionPair): boolean {
    const timeline = this.#reading.answer?.timeline ?? [];
    return before === after || (stopOf(timeline, before) ?? 0) === stopOf(timeline, after);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { rule } = this.route;
    const on = this.app.today();
    const asked = JSON.stringify([rule, this.#changes.now]);
    if (asked !== this.#asked.reading) {
      this.#asked.reading = asked;
      if (changed.get('route') !== undefined && changed.get('route')!.rule !== rule) {
        this.#reading.clear();
        this.#compared.clear();
      }
      void this.#reading.ask((signal) => this.app.ask('read', { rule, on }, signal));
    }
    const pair = this.#pair;
    const { before, after } = pair;
    const askedPair = JSON.stringify([asked, before, after]);
    if (before !== undefined && after !== undefined && askedPair !== this.#asked.pair) {
      this.#asked.pair = askedPair;
      if (this.#sameEdition(pair)) this.#compared.clear();
      else void this.#compared.ask((signal) => this.app.ask('compare', { rule, before, after, on }, signal));
    }
    this.#arrange();
  }

  /** Begins to draw anew when there is something else to draw. */
  #arrange(): void {
    const answer = this.#compared.answer;
    const drawnFor = [answer, this.onlyChanges, this.view];
    if (drawnFor.every((one, at) => one === this.#drawnFor[at])) return;
    if (answer !== this.#drawnFor[0]) this.here = -1;
    this.#drawnFor = drawnFor;
    this.#drawn = firstRows;
    this.#open.clear();
    const rows = answer?.comparison.rows ?? [];
    this.#items = compareItems(rows, this.onlyChanges);
    this.#jumps = [...rows.entries()].flatMap(([index, row]) => (isChange(row) ? [{ index, row }] : []));
    this.said = '';
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const answer = this.#compared.answer;
    if (answer !== undefined) {
      const heading = this.words.compareHeading[this.view](titled(this.#title));
      document.title = `${heading} · ${this.words.appName}`;
      this.#printFoot.say([heading, this.#editions(answer, this.words)].join(this.words.between));
    }
    if (changed.has('here')) keepInSight(this.querySelector('nav .jumps'));
    const waits = this.view === 'comparison' ? this.#items.length : (answer?.table.length ?? 0);
    const folds = [...this.#open].filter(([fold, n]) => fold.kind === 'fold' && n < fold.rows.length);
    if (this.view !== 'decision' && (this.#drawn < waits || folds.length > 0)) {
      requestAnimationFrame(() => {
        this.#drawn += rowsPerFrame;
        for (const [fold, n] of folds) if (this.#open.has(fold)) this.#open.set(fold, n + rowsPerFrame);
        this.requestUpdate();
      });
    } else if (answer !== undefined || this.#problem !== undefined) {
      this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
    }
  }

  get #problem(): string | undefined {
    return this.#reading.problem?.code ?? this.#compared.problem?.code;
  }

  get #title(): string {
    const reading = this.#reading.answer;
    return reading === undefined ? (this.#compared.answer?.title ?? '') : ruleTitle(reading.rule);
  }

  /** The title may break where it likes, what is said of it stays together. */
  #heading(w: Words): unknown {
    const title = titled(this.#title);
    const [lead, rest] = w.compareHeading[this.view](title).split(title);
    return html`${lead}${title}<span class="kept-together">${rest}</span>`;
  }

  #editions({ before, after }: CompareView, w: Words): string {
    return w.compareEditions(editionName(before, w), editionName(after, w));
  }

  #indexOf(row: Element): number {
    return Number(row.id.split('-')[1]);
  }

  #choose = (side: Side, edition: string): void => {
    const pair = { ...this.#pair, [side]: edition };
    history.replaceState(
      history.state,
      '',
      formatRoute({
        page: 'compare',
        rule: this.route.rule,
        ...(pair.before !== undefined && { before: pair.before.slice(0, 16) }),
        ...(pair.after !== undefined && { after: pair.after.slice(0, 16) }),
      }),
    );
    dispatchEvent(new HashChangeEvent('hashchange'));
  };

  #key = (event: KeyboardEvent): void => {
    if (!this.app.settings.now.shortcuts || this.view !== 'comparison') return;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== 'j' && event.key !== 'k') return;
    const target = event.target as HTMLElement;
    if (target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [popover]')) return;
    if (this.#jumps.length === 0) return;
    event.preventDefault();
    const focused = target.closest('.compare-row');
    const at = focused === null ? this.here : this.#indexOf(focused);
    const next =
      event.key === 'j'
        ? this.#jumps.find(({ index }) => index > at)
        : this.#jumps.findLast(({ index }) => index < at);
    void this.#go((next ?? (event.key === 'j' ? this.#jumps.at(-1) : this.#jumps[0]))!.index);
  };

  #go = async (index: number): Promise<void> => {
    const find = (): HTMLElement | null => this.querySelector(`#${rowId(index)}`);
    if (find() === null) {
      // Not drawn yet: then all is drawn now.
      this.#drawn = Number.POSITIVE_INFINITY;
      this.requestUpdate();
      await this.updateComplete;
    }
    const row = find();
    if (row === null) return;
    this.here = index;
    (row.querySelector<HTMLElement>('a.number, h2') ?? row).focus({ preventScroll: true });
    row.scrollIntoView({ block: 'start' });
    // Rows off the screen are drawn only when they come near, so the way there may grow while it is gone.
    requestAnimationFrame(() => row.scrollIntoView({ block: 'start' }));
  };

  #toggle = (fold: CompareItem, isOpen: boolean): void => {
    if (isOpen === this.#open.has(fold)) return;
    if (isOpen) this.#open.set(fold, rowsPerFrame);
    else this.#open.delete(fold);
    this.requestUpdate();
  };

  #reasonsOf({ before, after }: CompareView): string[] {
    const key = `${before.edition} ${after.edition}`;
    const reasons = this.#reasons.get(key) ?? [];
    this.#reasons.set(key, reasons);
    return reasons;
  }

  async #copy(answer: CompareView): Promise<void> {
    const w = this.words;
    try {
      if (this.view === 'table') {
        const reasons = this.#reasonsOf(answer);
        const title = w.compareHeading.table(titled(this.#title));
        await copyTable(tableMarkup(title, answer.table, reasons, w), tableText(answer.table, reasons, w));
      } else await navigator.clipboard.writeText(answer.decision.join('\n'));
      this.said = w.compareCopied;
    } catch {
      // What cannot be copied for the reader is selected for them.
      this.said = w.compareCopyFailed;
      const text = this.querySelector('.compare-table, .decision');
      if (text !== null) getSelection()?.selectAllChildren(text);
    }
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { problem, answer: reading } = this.#reading;
    if (problem?.code === 'not-found') {
      return html`<section class="page narrow">
        <h1>${w.notFoundRule}</h1>
        <p>${w.notFoundRuleHelp}</p>
        <p class="row">
          <a class="button main" href="#/bring-in">${w.bringIn}</a><a class="button" href="#/">${w.home}</a>
        </p>
      </section>`;
    }
    if (problem) {
      return html`<section class="page narrow">
        <h1>${w.compareTitle}</h1>
        ${trouble(problem.code, w)}
      </section>`;
    }
    if (reading === undefined) return html``;
    const pair = this.#pair;
    return html`<section class="page compare" data-view=${this.view}>
      <header class="compare-head">
        <h1>${this.#heading(w)}</h1>
        ${reading.timeline.length > 1 ? editionChoice(reading.timeline, pair, w, this.#choose) : nothing}
        ${this.#state(reading, pair, w)}
      </header>
      ${this.#body(pair, w)}
    </section>`;
  }

  /** Why there is nothing to compare, with a next step; else what changed, in a sentence. */
  #state(reading: Reading, pair: EditionPair, w: Words): unknown {
    const answer = this.#compared.answer;
    const toText = html`<a class="button" href=${formatRoute({ page: 'rule', rule: reading.rule.id })}>
      ${w.compareRead}</a
    >`;
    const nothingHere = (what: string, next: string, way: unknown = nothing): TemplateResult =>
      html`<p class="notice" role="status">${what} ${next}</p>
        <p class="row">${way}${toText}</p>`;
    if (pair.before === undefined || pair.after === undefined || reading.timeline.length === 1) {
      return nothingHere(
        w.compareOneEdition,
        w.compareOneEditionHelp,
        html`<a class="button main" href="#/bring-in">${w.bringIn}</a>`,
      );
    }
    if (this.#sameEdition(pair)) return nothingHere(w.compareSameEdition, w.compareSameHelp);
    const { problem } = this.#compared;
    if (problem?.code === 'not-found') {
      return nothingHere(
        w.compareNoEdition,
        w.compareNoEditionHelp,
        html`<a class="button main" href=${formatRoute({ page: 'compare', rule: reading.rule.id })}
          >${w.compareLatest}</a
        >`,
      );
    }
    if (problem) return trouble(problem.code, w);
    if (answer === undefined) return nothing;
    if (!differs(answer.comparison)) return nothingHere(w.compareSame, w.compareSameHelp);
    const { counts, otherChanges } = answer.comparison;
    const [before, after] = [editionName(answer.before, w), editionName(answer.after, w)];
    return html`<p class="compare-printed">${this.#editions(answer, w)}</p>
      <p class="compare-counts" role="status">${w.compareCounts(counts, otherChanges, before, after)}</p>
      ${this.#tools(answer, w)}`;
  }

  #tools(answer: CompareView, w: Words): TemplateResult {
    const copies = { table: w.compareCopyTable, decision: w.compareCopyDecision };
    return html`<div class="compare-tools">
        ${segments(
          'compare-view',
          w.compareViews,
          compareViews.map((view) => [view, w.compareView[view]] as const),
          this.view,
          (view) => (this.view = view),
        )}
        ${
          this.view === 'comparison'
            ? html`<label class="switch"
                  ><input
                    type="checkbox"
                    .checked=${this.onlyChanges}
                    @change=${(event: Event) => {
                      this.onlyChanges = (event.target as HTMLInputElement).checked;
                    }}
                  />${w.compareOnlyChanges}</label
                >${
                  this.wide
                    ? segments(
                        'compare-columns',
                        w.compareColumns,
                        (['two', 'one'] as const).map((n) => [n, w.compareColumn[n]] as const),
                        this.columns,
                        (columns) => (this.columns = columns),
                      )
                    : nothing
                }`
            : html`<button class="button main copy" @click=${() => this.#copy(answer)}>
                ${copies[this.view]}
              </button>`
        }
        <button class="button bare" @click=${() => print()}>${icons.print}<span>${w.print}</span></button>
      </div>
      <p class="said" role="status">${this.said}</p>`;
  }

  #body(pair: EditionPair, w: Words): unknown {
    const { answer, problem } = this.#compared;
    if (answer === undefined || problem !== undefined || this.#sameEdition(pair)) return nothing;
    if (!differs(answer.comparison)) return nothing;
    if (this.view === 'table') return this.#table(answer, w);
    if (this.view === 'decision') return this.#decision(answer, w);
    const columns = this.wide ? this.columns : 'one';
    const jumps = compareJumps(this.#jumps, this.here, w, this.#go);
    return html`<div class="compare-body" data-columns=${columns}>
      ${
        this.#jumps.length === 0
          ? nothing
          : this.wide
            ? html`<nav class="compare-nav" aria-label=${w.compareJumps(this.#jumps.length)}>
                <p class="quiet">${w.compareJumps(this.#jumps.length)}</p>
                ${jumps}
              </nav>`
            : html`<details class="compare-nav fold">
                <summary>${w.compareJumps(this.#jumps.length)}</summary>
                <nav aria-label=${w.compareJumps(this.#jumps.length)}>${jumps}</nav>
              </details>`
      }
      <div class="compare-list">
        ${
          columns === 'two'
            ? html`<div class="compare-columns-head" aria-hidden="true">
                <span>${w.compareSides.before}${w.between}${editionName(answer.before, w)}</span
                ><span>${w.compareSides.after}${w.between}${editionName(answer.after, w)}</span>
              </div>`
            : nothing
        }
        ${compareList(this.#items, this.#drawn, this.#open, columns, { view: answer, words: w }, this.#toggle)}
      </div>
    </div>`;
  }

  #table(answer: CompareView, w: Words): TemplateResult {
    if (answer.table.length === 0) return html`<p class="notice">${w.compareTableEmpty}</p>`;
    const reasons = this.#reasonsOf(answer);
    const write = (index: number, reason: string): void => {
      reasons[index] = reason;
      this.requestUpdate();
    };
    return html`<p class="quiet table-help">${w.compareTableHelp}</p>
      ${compareTable(answer.table, this.#drawn, reasons, w, write)}`;
  }

  #decision({ decision }: CompareView, w: Words): TemplateResult {
    if (decision.length === 0) return html`<p class="notice">${w.compareNoDecision}</p>`;
    const [title, ...paragraphs] = decision;
    return html`<p class="notice warn">${w.compareDraftNote}</p>
      <p class="compare-printed">${w.compareDraft}</p>
      <div class="decision" lang="zh-CN">
        <h2>${title}</h2>
        ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
      </div>`;
  }
}

customElements.define('gj-compare', GjCompare);
