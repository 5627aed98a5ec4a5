import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { textOfPlace } from '../../src/app/quote.ts';
import { formatRoute, type Route } from '../../src/app/route.ts';
import type { CitedCounts, Reading } from '../../src/engine/protocol.ts';
import type { ReadingUnit } from '../../src/rule/reading-blocks.ts';
import { AskingController } from '../kit/asking-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { LiveController } from '../kit/live-controller.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { trouble } from '../library/trouble.ts';
import { icons } from '../style/icons.ts';
import type { Words } from '../words.ts';
import './gj-cited-whole.ts';
import './gj-edition-tools.ts';
import './gj-elsewhere.ts';
import './gj-find-within.ts';
import './gj-outline.ts';
import './gj-place-menu.ts';
import type { GjPlaceMenu } from './gj-place-menu.ts';
import './gj-preview.ts';
import { InterpretationsHere } from './interpretations-here.ts';
import { canSpeak, readAloud } from './read-aloud.ts';
import { PrintFoot } from './print-foot.ts';
import { footOf, onlyHereLine, receivedFacts, statedFacts, statusLine } from './status-line.ts';
import { wholeText } from './whole-text.ts';
import { timeline } from './timeline.ts';
import { UnitWatcher } from './unit-watcher.ts';

type RuleRoute = Extract<Route, { page: 'rule' }>;

/** The page on which a text is read. */
export class GjReading extends GjElement {
  @property({ attribute: false }) route!: RuleRoute;
  @state() private cited: CitedCounts = {};
  @state() private missing = '';
  @state() private speaking: (() => void) | undefined;
  /** Index of the unit being read. */
  @state() private here = 0;
  @query('gj-place-menu') private menu!: GjPlaceMenu | null;
  @query('.text') private text!: HTMLElement | null;
  @query('dialog.sheet') private sheet!: HTMLDialogElement | null;

  #reading = new AskingController<Reading>(this);
  #changes = new LiveController(this, () => this.app.changes);
  #connections = new LiveController(this, () => this.app.connections);
  #heard = 0;
  #asked = '';
  /** The place that was gone to last: edition and address. */
  #arrived = '';
  #drawn: Reading | undefined;
  #printFoot = new PrintFoot(this);
  #interpretations = new InterpretationsHere(this);
  #watcher = new UnitWatcher(this, (index) => (this.here = index));

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#key);
    this.speaking?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { rule, edition, on } = this.route;
    const which = { rule, on: on ?? this.app.today(), ...(edition !== undefined && { edition }) };
    const asked = JSON.stringify([which, this.#changes.now]);
    // What only this device has another one may have got meanwhile.
    const heard = this.#connections.now;
    const mayHaveGone = this.#reading.answer?.onlyHere === true && heard !== this.#heard;
    this.#heard = heard;
    if (asked !== this.#asked || mayHaveGone) {
      const before = changed.get('route');
      if (before !== undefined && before.rule !== rule) this.#reading.clear();
      this.#asked = asked;
      void this.#reading.ask((signal) => this.app.ask('read', which, signal));
    }
  }

  protected override updated(): void {
    const reading = this.#reading.answer;
    if (reading === undefined) return;
    this.#printFoot.say(footOf(reading, this.words));
    this.#interpretations.follow(reading);
    if (reading !== this.#drawn) {
      const sameText = reading.edition.hash === this.#drawn?.edition.hash;
      this.#drawn = reading;
      document.title = `${ruleTitle(reading.rule)} · ${this.words.appName}`;
      this.#watcher.watch(this.text!, reading.units.length);
      if (!sameText) {
        this.cited = {};
        void this.app.ask('markRead', { rule: reading.rule.id }).catch(() => undefined);
      }
      void this.app
        .ask('citedCounts', { edition: reading.edition.hash, on: reading.on })
        .then((cited) => (this.cited = cited))
        .catch(() => undefined);
    }
    const arrival = `${reading.edition.hash} ${this.route.address ?? ''}`;
    if (arrival !== this.#arrived) {
      this.#arrived = arrival;
      this.#arrive(this.route.address);
    }
    this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  /** Goes to a place and marks it until the next move. */
  #arrive(address: string | undefined): void {
    this.querySelector('.arrived')?.classList.remove('arrived');
    this.missing = '';
    if (address === undefined) return;
    // An address may be finer than the text: then its unit is where to go.
    const place = this.#element(address) ?? this.#element(address.split('.p')[0]!);
    if (place === null) {
      this.missing = address;
      return;
    }
    place.classList.add('arrived');
    this.#scrollTo(place);
    // The keyboard goes on from here, not from the link that led here.
    if (!(document.activeElement instanceof HTMLInputElement)) this.#focusPlace(place);
  }

  #focusPlace(place: HTMLElement): void {
    const unit = place.closest<HTMLElement>('.unit');
    unit?.querySelector<HTMLElement>('a.number')?.focus({ preventScroll: true });
  }

  #element(address: string): HTMLElement | null {
    return this.text?.querySelector<HTMLElement>(`#${CSS.escape(address)}`) ?? null;
  }

  #scrollTo(place: HTMLElement): void {
    place.scrollIntoView({ block: 'start' });
    // Units off the screen are drawn only when they come near, so the way there may grow while it is gone.
    requestAnimationFrame(() => place.scrollIntoView({ block: 'start' }));
  }

  #key = (event: KeyboardEvent): void => {
    if (!this.app.settings.now.shortcuts) return;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest('input, textarea, select, [popover]')) return;
    const reading = this.#reading.answer;
    if (reading === undefined) return;
    const focused = target.closest<HTMLElement>('.unit')?.id;
    const at =
      focused === undefined ? this.here : reading.units.findIndex((unit) => unit.address === focused);
    if (event.key === 'j' || event.key === 'k') {
      event.preventDefault();
      const next =
        focused === undefined && event.key === 'j' && at === 0 ? 0 : at + (event.key === 'j' ? 1 : -1);
      this.#focusUnit(reading.units[Math.max(0, Math.min(reading.units.length - 1, next))]);
    } else if (event.key === '[') {
      event.preventDefault();
      if (this.sheet?.checkVisibility() === false || this.sheet !== null) this.#openOutline();
      this.querySelector<HTMLElement>('gj-outline a[aria-current], gj-outline a')?.focus();
    }
  };

  #focusUnit(unit: ReadingUnit | undefined): void {
    if (unit === undefined) return;
    const element = this.#element(unit.address);
    if (element === null) return;
    this.#focusPlace(element);
    this.#scrollTo(element);
  }

  #openOutline = (): void => {
    const wide = matchMedia('(min-width: 64rem)').matches;
    if (!wide && this.sheet !== null && !this.sheet.open) this.sheet.showModal();
  };

  #turn = (event: CustomEvent<{ address: string }>): void => {
    this.sheet?.close();
    const { on: _on, ...rest } = this.route;
    const route: RuleRoute = {
      ...rest,
      ...(this.route.on && { on: this.route.on }),
      address: event.detail.address,
    };
    const href = formatRoute(route);
    if (location.hash === href) this.#arrive(event.detail.address);
    else location.hash = href;
  };

  #chooseDay = (day: string): void => {
    location.hash = formatRoute({
      page: 'rule',
      rule: this.route.rule,
      ...(this.route.address !== undefined && { address: this.route.address }),
      ...(day !== this.app.today() && { on: day }),
    });
  };

  #openMenu(unit: ReadingUnit, anchor: HTMLElement, paragraph?: number): void {
    void this.menu?.open(unit, anchor, paragraph);
  }

  /** Long press or right button on a paragraph of an article offers that paragraph; a selection or a link keeps the browser's own menu. */
  #context = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    if (target.closest('a') !== null || !getSelection()?.isCollapsed) return;
    const place = target.closest<HTMLElement>('.unit');
    const unit = this.#reading.answer?.units.find((one) => one.address === place?.id);
    if (unit === undefined) return;
    event.preventDefault();
    const paragraph = target.closest<HTMLElement>('.paragraph');
    const number = Number(paragraph?.dataset['paragraph']);
    this.#openMenu(unit, paragraph ?? place!, unit.blocks.length > 1 && number > 0 ? number : undefined);
  };

  #toggleFavourite(reading: Reading): void {
    const favourite = !reading.favourite;
    void this.app.ask('setFavourite', { rule: reading.rule.id, favourite });
  }

  #toggleSpeech(reading: Reading): void {
    if (this.speaking) {
      this.speaking();
      this.speaking = undefined;
      return;
    }
    const texts = reading.units.slice(this.here).map((unit) => `${unit.label}。${textOfPlace({ unit })}`);
    this.speaking = readAloud(texts, () => (this.speaking = undefined));
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
    if (problem) return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    if (reading === undefined) return html``;
    const headingHere = this.#headingAt(reading);
    const hasOutline = reading.outline.length > 0;
    const outline = (): TemplateResult =>
      html`<gj-outline
        .entries=${reading.outline}
        .current=${headingHere}
        @gj-turn=${this.#turn}
      ></gj-outline>`;
    return html`
      <div class="reading-page" ?data-outline=${hasOutline}>
        ${hasOutline ? html`<nav class="side" aria-label=${w.outline}>${outline()}</nav>` : nothing}
        <article class="reading" lang="zh-CN">
          ${this.#head(reading, w)}
          <div class="text" @contextmenu=${this.#context}>${this.#body(reading, w)}</div>
        </article>
      </div>
      <div class="read-hairline" aria-hidden="true"></div>
      ${
        hasOutline
          ? html`<button
                class="button outline-button"
                aria-label=${w.openOutline}
                @click=${this.#openOutline}
              >
                ${icons.outline}<span>${this.#position(reading, w)}</span>
              </button>
              <dialog class="sheet" aria-label=${w.outline} @click=${this.#closeOutside}>
                <header>
                  <h2>${w.outline}</h2>
                  <button class="button bare" aria-label=${w.close} @click=${() => this.sheet?.close()}>
                    ${icons.close}
                  </button>
                </header>
                ${outline()}
              </dialog>`
          : nothing
      }
      <gj-place-menu
        .reading=${reading}
        .mayAsk=${this.#interpretations.mayAsk}
        @gj-inquire=${(event: CustomEvent<string>) => void this.#interpretations.begin(event.detail)}
      ></gj-place-menu>
    `;
  }

  #closeOutside = (event: Event): void => {
    if (event.target === this.sheet) this.sheet?.close();
  };

  #position(reading: Reading, w: Words): string {
    const unit = reading.units[this.here];
    return unit === undefined || unit.label === ''
      ? w.outline
      : w.position(unit.label, reading.units.filter(({ kind }) => kind === unit.kind).length);
  }

  #headingAt(reading: Reading): number {
    return reading.outline.findLastIndex((entry) => entry.unit <= this.here);
  }

  #head(reading: Reading, w: Words): TemplateResult {
    const { rule, validity } = reading;
    const strip = w.notInForceStrip[validity];
    return html`
      <header class="text-head">
        ${
          this.route.on === undefined
            ? nothing
            : html`<p class="strip">
                ${w.onDay(this.route.on)}
                <a href=${formatRoute({ page: 'rule', rule: rule.id })}>${w.onDayBack}</a>
              </p>`
        }
        ${
          strip === undefined
            ? nothing
            : html`<p class="strip" data-validity=${validity}>
                <b>${strip}</b> ${
                  rule.repealedOn === undefined || validity !== 'repealed'
                    ? nothing
                    : html`<time class="no-space">${rule.repealedOn}</time>`
                }
                <gj-elsewhere .reading=${reading} .address=${this.route.address}></gj-elsewhere>
              </p>`
        }
        ${reading.missing === undefined ? nothing : html`<p class="strip">${w.newerMissing}</p>`}
        ${this.missing === '' ? nothing : html`<p class="strip" role="status">${w.notFoundPlace(this.missing)}</p>`}
        <h1 class="rule-title">
          ${rule.title}${rule.part === undefined ? nothing : html`<span class="part">${rule.part}</span>`}
        </h1>
        ${statusLine(reading, w)} ${onlyHereLine(reading, w)} ${receivedFacts(reading, w)}
        ${statedFacts(reading, w)} ${timeline(reading, w, this.#chooseDay)}
        <gj-cited-whole .reading=${reading} .count=${this.cited[''] ?? 0}></gj-cited-whole>
        <div class="text-tools">
          <button
            class="button bare"
            aria-pressed=${reading.favourite}
            @click=${() => this.#toggleFavourite(reading)}
          >
            ${icons.star}<span>${w.favourite}</span>
          </button>
          <button class="button bare" @click=${() => print()}>${icons.print}<span>${w.print}</span></button>
          ${
            canSpeak
              ? html`<button class="button bare" @click=${() => this.#toggleSpeech(reading)}>
                  ${icons.speak}<span>${this.speaking ? w.stopReading : w.readAloud}</span>
                </button>`
              : nothing
          }
          <gj-edition-tools .reading=${reading}></gj-edition-tools>
          <gj-find-within .within=${this.text ?? undefined}></gj-find-within>
        </div>
      </header>
    `;
  }

  #body(reading: Reading, w: Words): unknown {
    return html`
      ${wholeText({ reading, words: w }, (unit) => [this.#tools(unit, w), this.#interpretations.at(unit)])}
      ${this.#interpretations.gone()}
      <gj-preview .reading=${reading}></gj-preview>
    `;
  }

  #tools(unit: ReadingUnit, w: Words): TemplateResult {
    const cited = this.cited[unit.address] ?? 0;
    const open = (event: Event): void => this.#openMenu(unit, event.currentTarget as HTMLElement);
    return html`<span class="unit-tools">
      ${cited > 0 ? html`<button class="cited" @click=${open}>${w.citedBy(cited)}</button>` : nothing}
      <button class="place-mark" aria-haspopup="dialog" aria-label=${w.place(unit.label)} @click=${open}>
        ${icons.more}
      </button>
    </span>`;
  }
}

customElements.define('gj-reading', GjReading);
