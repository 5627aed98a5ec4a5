import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { App } from '../../src/app/app.ts';
import { largeFrom } from '../../src/app/reading-settings.ts';
import { formatRoute, parseRoute, type Route } from '../../src/app/route.ts';
import { appContext } from '../app-context.ts';
import { LiveController } from '../kit/live-controller.ts';
import { droppedFiles } from '../library/dropped-files.ts';
import { icons } from '../style/icons.ts';
import { languageOf, tables, wordsOf, type Words } from '../words.ts';
import { mark } from './mark.ts';
import '../circulating/gj-circulations-way.ts';
import '../circulating/gj-waiting-count.ts';
import '../drafting/gj-drafts-way.ts';
import '../library/gj-find.ts';
import '../library/gj-home.ts';
import '../library/gj-shelf.ts';
import '../reading/gj-reading.ts';
import { pageName } from './page-names.ts';
import './gj-connection-word.ts';
import './gj-pairing-notice.ts';
import './gj-reading-settings.ts';
import './gj-search-field.ts';

/** The frame: header, ways through the app, and the page that the address names. */
export class GjApp extends LitElement {
  @state() private route: Route = parseRoute(location.hash);
  @state() private dragging = false;

  #app: App;
  #updateReady: LiveController<boolean>;
  #later = false;
  /** Where the reader was on each page, so that going back goes back there. */
  #scrolls = new Map<string, number>();
  #href = location.hash;
  #goingBack = false;
  #systemDark = matchMedia('(prefers-color-scheme: dark)');

  constructor(app: App) {
    super();
    this.#app = app;
    new ContextProvider(this, { context: appContext, initialValue: app });
    this.#updateReady = new LiveController(this, () => app.update.ready);
    new LiveController(this, () => app.settings);
    new LiveController(this, () => tables);
    history.scrollRestoration = 'manual';
  }

  get #words(): Words {
    return wordsOf(this.#app.settings.now);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#onHash);
    addEventListener('popstate', this.#onPop);
    addEventListener('keydown', this.#onKey);
    addEventListener('dragover', this.#onDragOver);
    addEventListener('dragleave', this.#onDragLeave);
    addEventListener('drop', this.#onDrop);
    this.addEventListener('gj-settled', this.#onSettled);
    this.addEventListener('gj-query', this.#onQuery);
    this.#systemDark.addEventListener('change', this.#applySettings);
    void this.#app.openSample().catch(() => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHash);
    removeEventListener('popstate', this.#onPop);
    removeEventListener('keydown', this.#onKey);
    removeEventListener('dragover', this.#onDragOver);
    removeEventListener('dragleave', this.#onDragLeave);
    removeEventListener('drop', this.#onDrop);
    this.removeEventListener('gj-settled', this.#onSettled);
    this.removeEventListener('gj-query', this.#onQuery);
    this.#systemDark.removeEventListener('change', this.#applySettings);
  }

  #onPop = (): void => {
    this.#goingBack = true;
  };

  #onHash = (): void => {
    const before = this.route;
    this.#scrolls.set(this.#href, scrollY);
    this.#href = location.hash;
    this.route = parseRoute(location.hash);
    const samePlace =
      (before.page === 'find' && this.route.page === 'find') ||
      (before.page === 'rule' && this.route.page === 'rule' && before.rule === this.route.rule) ||
      (before.page === 'compare' && this.route.page === 'compare' && before.rule === this.route.rule);
    if (samePlace) return;
    void this.updateComplete.then(() => {
      if (!this.#goingBack) scrollTo(0, 0);
      // A page that was turned by keyboard begins at its top; the search field keeps what it has.
      if (!(document.activeElement instanceof HTMLInputElement)) {
        this.querySelector('main')?.focus({ preventScroll: true });
      }
    });
  };

  /** The page has drawn what it holds: now the old place exists again. */
  #onSettled = (): void => {
    if (!this.#goingBack) return;
    this.#goingBack = false;
    const top = this.#scrolls.get(this.#href);
    if (top !== undefined) scrollTo(0, top);
  };

  /** Typing shows results at once; the address follows by itself without a history entry for every key. */
  #onQuery = (event: Event): void => {
    const { query } = (event as CustomEvent<{ query: string }>).detail;
    const before = this.route;
    if (before.page === 'find') {
      this.route = { ...before, query };
      history.replaceState(history.state, '', formatRoute(this.route));
      this.#href = location.hash;
    } else if (query !== '') {
      this.#scrolls.set(this.#href, scrollY);
      this.route = { page: 'find', query, filters: {} };
      history.pushState(null, '', formatRoute(this.route));
      this.#href = location.hash;
      scrollTo(0, 0);
    }
  };

  #onKey = (event: KeyboardEvent): void => {
    if (!this.#app.settings.now.shortcuts) return;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = (event.target as HTMLElement | null)?.closest?.(
      'input, textarea, select, [contenteditable]',
    );
    if (event.key === '/' && !typing) {
      event.preventDefault();
      this.querySelector<HTMLInputElement>('gj-search-field input')?.select();
      this.querySelector<HTMLInputElement>('gj-search-field input')?.focus();
    }
  };

  #onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = true;
  };

  #onDragLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.dragging = false;
  };

  #onDrop = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = false;
    const files = droppedFiles(event.dataTransfer);
    location.hash = '#/bring-in';
    void files.then((list) => this.#app.intake.files(list));
  };

  #applySettings = (): void => {
    const settings = this.#app.settings.now;
    const root = document.documentElement;
    const dark = settings.theme === 'dark' || (settings.theme === 'system' && this.#systemDark.matches);
    root.lang = this.#words.lang;
    root.dataset['theme'] = dark ? 'dark' : 'light';
    root.dataset['size'] = String(settings.size);
    root.dataset['face'] = settings.face;
    root.toggleAttribute('data-large', settings.size >= largeFrom);
    root.toggleAttribute('data-spacious', settings.spacious);
    root.dataset['contrast'] = settings.contrast ? 'high' : 'normal';
  };

  protected override willUpdate(): void {
    this.#applySettings();
    if (this.route.page === 'bring-in') void import('../library/gj-bring-in.ts');
    if (this.route.page === 'device') void import('../library/gj-device.ts');
    if (this.route.page === 'compare') void import('../reading/gj-compare.ts');
    if (this.route.page === 'publish' || this.route.page === 'publish-draft')
      void import('../drafting/gj-publish.ts');
    if (this.route.page === 'circulate') void import('../circulating/gj-circulate.ts');
    if (this.route.page === 'office') void import('../people/gj-office.ts');
    if (this.route.page === 'member') void import('../people/gj-member.ts');
    if (this.route.page === 'waiting') void import('../circulating/gj-waiting.ts');
    if (this.route.page === 'circulations') void import('../circulating/gj-circulations.ts');
    if (this.route.page === 'circulation') void import('../circulating/gj-circulation.ts');
    if (this.route.page === 'person') void import('../circulating/gj-person.ts');
    if (this.route.page === 'unit') void import('../circulating/gj-unit.ts');
    if (this.route.page === 'readings') void import('../circulating/gj-readings.ts');
    if (this.route.page === 'drafts') void import('../drafting/gj-drafts.ts');
    if (this.route.page === 'draft') void import('../drafting/gj-draft.ts');
    if (this.route.page === 'consult') void import('../drafting/opinions/gj-consult.ts');
    if (this.route.page === 'join') void import('../connecting/gj-join.ts');
    if (this.route.page === 'admit') void import('../connecting/gj-admit.ts');
    if (this.route.page === 'connections') void import('../connecting/gj-connections.ts');
    // Those two say themselves which text they show.
    if (this.route.page !== 'rule' && this.route.page !== 'compare') {
      const w = this.#words;
      const name = pageName(this.route.page, w);
      document.title = name === '' ? w.appName : `${name} · ${w.appName}`;
    }
  }

  protected override render(): TemplateResult {
    const w = this.#words;
    return html`
      <a class="skip button" href="#main" @click=${this.#skip}>${w.skipToText}</a>
      <header class="top">
        <a class="wordmark" href="#/" aria-label=${w.homeOf(w.appName)}>${mark}<span>${w.appName}</span></a>
        ${this.#app.isSample ? html`<span class="badge">${w.sampleBadge}</span>` : nothing}
        <gj-connection-word .current=${this.route.page === 'connections'}></gj-connection-word>
        <gj-search-field
          .query=${this.route.page === 'find' ? this.route.query : ''}
          .keep=${this.route.page === 'find'}
        ></gj-search-field>
        <nav class="ways" aria-label=${w.navLabel}>
          ${this.#way('home', '#/', w.home, html`${icons.home}<gj-waiting-count></gj-waiting-count>`)}
          ${this.#way('shelf', '#/shelf', w.shelf, icons.shelf)}
          <gj-drafts-way
            .current=${this.route.page === 'drafts' || this.route.page === 'draft'}
          ></gj-drafts-way>
          <gj-circulations-way .current=${this.#isOfCirculations}></gj-circulations-way>
          ${this.#way('office', '#/office', w.officeTitle, icons.office)}
          ${this.#way('bring-in', '#/bring-in', w.bringIn, icons.bringIn)}
          ${this.#way('device', '#/device', w.device, icons.device)}
        </nav>
        <gj-reading-settings language=${languageOf(this.#app.settings.now)}></gj-reading-settings>
      </header>
      ${this.#updateReady.now && !this.#later ? this.#updateLine(w) : nothing}
      <gj-pairing-notice .route=${this.route}></gj-pairing-notice>
      <main id="main" tabindex="-1">${this.#page()}</main>
      ${this.dragging ? html`<div class="drop-veil" aria-hidden="true">${icons.bringIn} ${w.dropHere}</div>` : nothing}
    `;
  }

  #skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector('main')?.focus();
  };

  get #isOfCirculations(): boolean {
    return ['circulations', 'circulation', 'circulate', 'person', 'unit'].includes(this.route.page);
  }

  #way(page: Route['page'], href: string, label: string, icon: unknown): TemplateResult {
    return html`<a href=${href} aria-current=${this.route.page === page ? 'page' : nothing}
      >${icon}<span>${label}</span></a
    >`;
  }

  #updateLine(w: Words): TemplateResult {
    const later = (): void => {
      this.#later = true;
      this.requestUpdate();
    };
    return html`<p class="update-line" role="status">
      ${w.updateReady}<button class="button bare" @click=${() => this.#app.update.take()}>
        ${w.updateTake}
      </button>
      <button class="button bare" @click=${later}>${w.updateLater}</button>
    </p>`;
  }

  #page(): TemplateResult {
    const { route } = this;
    const w = this.#words;
    switch (route.page) {
      case 'home':
        return html`<gj-home></gj-home>`;
      case 'find':
        return html`<gj-find .route=${route}></gj-find>`;
      case 'shelf':
        return html`<gj-shelf .route=${route}></gj-shelf>`;
      case 'rule':
        return html`<gj-reading .route=${route}></gj-reading>`;
      case 'compare':
        return html`<gj-compare .route=${route}></gj-compare>`;
      case 'publish':
      case 'publish-draft':
        return html`<gj-publish .route=${route}></gj-publish>`;
      case 'circulate':
        return html`<gj-circulate .route=${route}></gj-circulate>`;
      case 'office':
        return html`<gj-office .section=${route.part}></gj-office>`;
      case 'member':
        return html`<gj-member .member=${route.member}></gj-member>`;
      case 'waiting':
        return html`<gj-waiting .route=${route}></gj-waiting>`;
      case 'readings':
        return html`<gj-readings></gj-readings>`;
      case 'circulations':
        return html`<gj-circulations .section=${route.part}></gj-circulations>`;
      case 'circulation':
        return html`${keyed(
          route.circulation,
          html`<gj-circulation .circulation=${route.circulation} .section=${route.part}></gj-circulation>`,
        )}`;
      case 'person':
        return html`${keyed(route.member, html`<gj-person .member=${route.member}></gj-person>`)}`;
      case 'unit':
        return html`${keyed(route.unit, html`<gj-unit .unit=${route.unit}></gj-unit>`)}`;
      case 'drafts':
        return html`<gj-drafts></gj-drafts>`;
      case 'draft':
        return html`${keyed(
          route.draft,
          html`<gj-draft .draft=${route.draft} .section=${route.part}></gj-draft>`,
        )}`;
      case 'consult':
        return html`${keyed(
          route.consultation,
          html`<gj-consult .consultation=${route.consultation}></gj-consult>`,
        )}`;
      case 'connections':
        return html`<gj-connections .section=${route.part}></gj-connections>`;
      case 'join':
        return html`<gj-join .code=${route.code ?? ''}></gj-join>`;
      case 'admit':
        return html`<gj-admit .invitation=${route.invitation}></gj-admit>`;
      case 'bring-in':
        return html`<gj-bring-in></gj-bring-in>`;
      case 'device':
        return html`<gj-device></gj-device>`;
      default:
        return html`<section class="page narrow">
          <h1>${w.unknownPage}</h1>
          <p>${w.unknownPageHelp}</p>
          <p><a class="button" href="#/">${w.home}</a></p>
        </section>`;
    }
  }
}

customElements.define('gj-app', GjApp);
