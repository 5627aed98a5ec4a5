import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { DraftStart } from '../../src/engine/drafts-protocol.ts';
import type { ShelfRow } from '../../src/engine/protocol.ts';
import type { RuleKind } from '../../src/rule/edition.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';

/** What an office writes itself. */
const kinds = ['rule', 'code', 'forwarded'] as const satisfies RuleKind[];
const ways = ['edition', 'template', 'nothing'] as const;

/** The form that begins a draft: a revision of a text that is here, a template, or an empty page. */
export class GjStartDraft extends GjElement {
  /** Rule to be revised, when that is already chosen. */
  @property() rule = '';
  @state() private way: (typeof ways)[number] = 'edition';

  #doing = new DoingController(this);
  #shelf = new ViewController<ShelfRow[]>(this, (signal) => this.app.ask('shelf', this.app.today(), signal));
  #templates: { title: string; text: string }[] | undefined;

  protected override render(): TemplateResult {
    const w = this.words;
    return html`<details class="start-draft" ?open=${this.rule !== ''}>
      <summary class="button">${w.draftNew}</summary>
      <form class="form" @submit=${this.#start}>
        <fieldset class="choices">
          <legend>${w.draftStartFrom}</legend>
          ${ways.map(
            (way) =>
              html`<label class="check"
                ><input
                  type="radio"
                  name="from"
                  .value=${way}
                  .checked=${this.way === way}
                  @change=${() => (this.way = way)}
                /><span>${this.#wayName(way)}</span></label
              >`,
          )}
        </fieldset>
        ${this.way === 'edition' ? this.#rules() : nothing}
        ${this.way === 'template' ? this.#templateField() : nothing}
        ${
          this.way === 'edition'
            ? nothing
            : html`<label
                  ><span>${w.draftStartName}</span><input class="field" name="title" required maxlength="200"
                /></label>
                <label
                  ><span>${w.draftStartKind}</span
                  ><select class="field" name="kind">
                    ${kinds.map((kind) => html`<option value=${kind}>${w.kind[kind]}</option>`)}
                  </select></label
                >`
        }
        ${this.#doing.problem === undefined ? nothing : trouble(this.#doing.problem.code, w)}
        <p>
          <button class="button main" ?disabled=${this.#doing.busy}>${w.draftStartGo}</button>
        </p>
      </form>
    </details>`;
  }

  #wayName(way: (typeof ways)[number]): string {
    const w = this.words;
    return { edition: w.draftStartEdition, template: w.draftStartTemplate, nothing: w.draftStartNothing }[
      way
    ];
  }

  #rules(): TemplateResult {
    const rows = (this.#shelf.answer ?? []).filter(({ kind }) => kind !== 'law');
    return html`<label
      ><span>${this.words.draftStartRule}</span
      ><select class="field" name="rule" required>
        ${rows.map(
          (row) => html`<option value=${row.id} ?selected=${row.id === this.rule}>${row.title}</option>`,
        )}
      </select></label
    >`;
  }

  #templateField(): TemplateResult {
    if (this.#templates === undefined)
      void import('../../src/app/starter-texts.ts').then(({ starterTexts }) => {
        this.#templates = templatesOf(starterTexts);
        this.requestUpdate();
      });
    return html`<label
      ><span>${this.words.draftStartTemplate}</span
      ><select class="field" name="template" required>
        ${(this.#templates ?? []).map(({ title }) => html`<option value=${title}>${title}</option>`)}
      </select></label
    >`;
  }

  #start = (event: SubmitEvent): void => {
    const values = FormValues.of(event);
    void this.#doing.run('start', async () => {
      const { draft } = await this.app.ask('startDraft', this.#order(values));
      location.hash = formatRoute({ page: 'draft', draft, part: 'write' });
    });
  };

  #order(values: FormValues): DraftStart {
    if (this.way === 'edition') {
      const row = this.#shelf.answer?.find(({ id }) => id === values.text('rule'));
      return { from: 'edition', rule: row?.id ?? '', edition: row?.edition ?? '' };
    }
    const title = values.text('title');
    const kind = kinds.find((one) => one === values.text('kind')) ?? 'rule';
    const template = this.#templates?.find((one) => one.title === values.text('template'));
    if (this.way === 'nothing' || template === undefined) return { from: 'nothing', title, kind, text: '' };
    const body = template.text.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/^# .*\n/m, `# ${title}\n`);
    return { from: 'template', title, kind, text: body };
  }
}

/** By title; of several editions of one text the newest. */
function templatesOf(texts: readonly { text: string }[]): { title: string; text: string }[] {
  const newest = new Map(texts.map(({ text }) => [/^# (.+)$/m.exec(text)?.[1]?.trim() ?? '', text]));
  return [...newest].map(([title, text]) => ({ title, text })).filter(({ title }) => title !== '');
}

customElements.define('gj-start-draft', GjStartDraft);
