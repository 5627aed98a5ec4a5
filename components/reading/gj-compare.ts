import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute, type Route } from '../../src/app/route.ts';
import type { CompareView } from '../../src/engine/office-protocol.ts';
import type { Reading } from '../../src/engine/protocol.ts';
import { AskingController } from '../kit/asking-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { LiveController } from '../kit/live-controller.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { trouble } from '../library/trouble.ts';
import type { Words } from '../words.ts';
import {
  changeBeside,
  compareItems,
  differs,
  isChange,
  type CompareItem,
  type PlacedRow,
} from './compare-changes.ts';
import { copyTable } from './compare-clipboard.ts';
import { bothEditions, chooseEditions, editionName, isTwice, type EditionPair } from './compare-editions.ts';
import { compareDecision } from './compare-decision.ts';
import { CompareDrawing } from './compare-drawing.ts';
import { editionChoice, titled } from './compare-head.ts';
import { compareJumps, compareNav, keepInSight } from './compare-jumps.ts';
import type { Side } from './compare-lines.ts';
import { compareList } from './compare-list.ts';
import { compareNotice, noRule, type NoComparison } from './compare-notice.ts';
import { indexOfRow, rowId } from './compare-row.ts';
import { compareTable } from './compare-table.ts';
import { compareTools, type CompareLook } from './compare-tools.ts';
import { CompareWatcher } from './compare-watcher.ts';
import { PrintFoot } from './print-foot.ts';
import '../style/compare.css';

type CompareRoute = Extract<Route, { page: 'compare' }>;

/** Two editions of a text, article by article: side by side, as a 修改对照表, and as the draft of a decision. */
export class GjCompare extends GjElement {
  @property({ attribute: false }) route!: CompareRoute;
  @state() private look: CompareLook = { view: 'comparison', onlyChanges: true, columns: 'two' };
  @state() private wide = false;
  /** Index of the row being read, -1 above the first change. */
  @state() private here = -1;
  @state() private said = '';

  #reading = new AskingController<Reading>(this);
  #compared = new AskingController<CompareView>(this);
  #changes = new LiveController(this, () => this.app.changes);
  #asked = { reading: '', pair: '', at: '' };
  #width = matchMedia('(min-width: 64rem)');
  #items: CompareItem[] = [];
  #jumps: PlacedRow[] = [];
  #drawing = new CompareDrawing(this);
  #drawnFor: unknown[] = [];
  /** What was written as reasons, by the pair of editions. */
  #reasons = new Map<string, string[]>();
  #printFoot = new PrintFoot(this);

  constructor() {
    super();
    new CompareWatcher(this, (row) => {
      this.here = row === undefined ? -1 : indexOfRow(row);
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

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { rule } = this.route;
    const on = this.app.today();
    if (changed.get('route') !== undefined && changed.get('route')!.rule !== rule) {
      this.#reading.clear();
      this.#compared.clear();
    }
    const asked = JSON.stringify([rule, this.#changes.now]);
    if (asked !== this.#asked.reading) {
      this.#asked.reading = asked;
      void this.#reading.ask((signal) => this.app.ask('read', { rule, on }, signal));
    }
    const pair = this.#pair;
    const { before, after } = pair;
    const askedPair = JSON.stringify([rule, before, after]);
    // Editions never change: only one that was not there is asked for again when something came in.
    const isNew = askedPair !== this.#asked.pair || (this.#compared.problem && asked !== this.#asked.at);
    if (before !== undefined && after !== undefined && isNew) {
      this.#asked.pair = askedPair;
      this.#asked.at = asked;
      if (isTwice(this.#reading.answer?.timeline ?? [], pair)) this.#compared.clear();
      else void this.#compared.ask((signal) => this.app.ask('compare', { rule, before, after, on }, signal));
    }
    this.#arrange();
  }

  /** Begins to draw anew when there is something else to draw. */
  #arrange(): void {
    const answer = this.#compared.answer;
    const { view, onlyChanges } = this.look;
    const drawnFor = [answer, onlyChanges, view];
    if (drawnFor.every((one, at) => one === this.#drawnFor[at])) return;
    if (answer !== this.#drawnFor[0]) this.here = -1;
    this.#drawnFor = drawnFor;
    this.#drawing.begin();
    const rows = answer?.comparison.rows ?? [];
    this.#items = compareItems(rows, onlyChanges);
    this.#jumps = [...rows.entries()].flatMap(([index, row]) => (isChange(row) ? [{ index, row }] : []));
    this.said = '';
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const answer = this.#compared.answer;
    const { view } = this.look;
    if (answer !== undefined) {
      const heading = this.words.compareHeading[view](titled(this.#title));
      document.title = `${heading} · ${this.words.appName}`;
      const days = [answer.before, answer.after].map(({ date }) => date ?? this.words.undatedEdition);
      this.#printFoot.say([heading, days.join('→')].join(this.words.between));
    }
    if (changed.has('here')) keepInSight(this.querySelector('nav .jumps'));
    const lengths = { comparison: this.#items.length, table: answer?.table.length ?? 0, decision: 0 };
    const isTold = answer ?? this.#reading.problem ?? this.querySelector('.notice') ?? undefined;
    if (this.#drawing.isDone(lengths[view]) && isTold !== undefined) {
      this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
    }
  }

  get #title(): string {
    const reading = this.#reading.answer;
    return reading === undefined ? (this.#compared.answer?.title ?? '') : ruleTitle(reading.rule);
  }

  /** The title may break where it likes, what is said of it stays together. */
  #heading(w: Words): unknown {
    const title = titled(this.#title);
    const [lead, rest] = w.compareHeading[this.look.view](title).split(title);
    return html`${lead}${title}<span class="kept-together">${rest}</span>`;
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
    if (!this.app.settings.now.shortcuts || this.look.view !== 'comparison') return;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== 'j' && event.key !== 'k') return;
    const target = event.target as HTMLElement;
    if (target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [popover]')) return;
    if (this.#jumps.length === 0) return;
    event.preventDefault();
    const focused = target.closest('.compare-row');
    const at = focused === null ? this.here : indexOfRow(focused);
    void this.#go(changeBeside(this.#jumps, at, event.key === 'j').index);
  };

  #go = async (index: number): Promise<void> => {
    const find = (): HTMLElement | null => this.querySelector(`#${rowId(index)}`);
    if (find() === null) {
      this.#drawing.finish();
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

  #reasonsOf({ before, after }: CompareView): string[] {
    const key = `${before.edition} ${after.edition}`;
    const reasons = this.#reasons.get(key) ?? [];
    this.#reasons.set(key, reasons);
    return reasons;
  }

  async #copy(answer: CompareView): Promise<void> {
    const w = this.words;
    const title = w.compareHeading.table(titled(this.#title));
    try {
      if (this.look.view === 'table') await copyTable(title, answer.table, this.#reasonsOf(answer), w);
      else await navigator.clipboard.writeText(answer.decision.join('\n'));
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
    if (problem?.code === 'not-found') return noRule(w);
    if (problem) return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    if (reading === undefined) return html``;
    const pair = this.#pair;
    const why = this.#whyNot(reading, pair);
    const { answer, problem: failed } = this.#compared;
    return html`<section class="page compare" data-view=${this.look.view}>
      <header class="compare-head">
        <h1>${this.#heading(w)}</h1>
        ${reading.timeline.length > 1 ? editionChoice(reading.timeline, pair, w, this.#choose) : nothing}
        ${
          why !== undefined
            ? compareNotice(why, reading.rule.id, w)
            : failed !== undefined
              ? trouble(failed.code, w)
              : answer === undefined
                ? nothing
                : this.#facts(answer, w)
        }
      </header>
      ${why !== undefined || failed !== undefined || answer === undefined ? nothing : this.#body(answer, w)}
    </section>`;
  }

  #whyNot(reading: Reading, pair: EditionPair): NoComparison | undefined {
    if (pair.before === undefined || pair.after === undefined || reading.timeline.length === 1) return 'one';
    if (isTwice(this.#reading.answer?.timeline ?? [], pair)) return 'twice';
    const { problem, answer } = this.#compared;
    if (problem?.code === 'not-found') return 'lost';
    return answer === undefined || differs(answer.comparison) ? undefined : 'same';
  }

  /** What changed, in a sentence, and what can be done with it. */
  #facts(answer: CompareView, w: Words): TemplateResult {
    const { counts, otherChanges } = answer.comparison;
    const [before, after] = [editionName(answer.before, w), editionName(answer.after, w)];
    const change = (look: Partial<CompareLook>): void => {
      this.look = { ...this.look, ...look };
    };
    return html`<p class="compare-printed">${bothEditions(answer, w)}</p>
      <p class="compare-counts" role="status">${w.compareCounts(counts, otherChanges, before, after)}</p>
      ${compareTools(this.look, this.wide, w, change, () => void this.#copy(answer))}
      <p class="said" role="status">${this.said}</p>`;
  }

  #body(answer: CompareView, w: Words): TemplateResult {
    if (this.look.view === 'table') return this.#table(answer, w);
    if (this.look.view === 'decision') return compareDecision(answer.decision, w);
    const columns = this.wide ? this.look.columns : 'one';
    const { drawn, open, toggle } = this.#drawing;
    const jumps = compareJumps(this.#jumps, this.here, w, this.#go);
    return html`<div class="compare-body" data-columns=${columns}>
      ${compareNav(this.#jumps.length, jumps, this.wide, w)}
      <div class="compare-list">
        ${compareList(this.#items, drawn, open, columns, { view: answer, words: w }, toggle)}
      </div>
    </div>`;
  }

  #table(answer: CompareView, w: Words): TemplateResult {
    const reasons = this.#reasonsOf(answer);
    return compareTable(answer.table, this.#drawing.drawn, reasons, w, (index, reason) => {
      reasons[index] = reason;
      this.requestUpdate();
    });
  }
}

customElements.define('gj-compare', GjCompare);
