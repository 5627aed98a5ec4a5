import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { faces, languages, textSizes, themes, type ReadingSettings } from '../../src/app/reading-settings.ts';
import { GjElement } from '../kit/gj-element.ts';
import { LiveController } from '../kit/live-controller.ts';
import { icons } from '../style/icons.ts';

/** Text size, typeface, light and dark, language: one button that says 字, one panel. */
export class GjReadingSettings extends GjElement {
  /** Only so that a change of language draws it again. */
  @property() language = 'zh';

  #settings = new LiveController(this, () => this.app.settings);

  #choice<K extends keyof ReadingSettings>(
    key: K,
    legend: string,
    values: readonly ReadingSettings[K][],
    name: (value: ReadingSettings[K]) => string,
  ): TemplateResult {
    return html`<fieldset>
      <legend>${legend}</legend>
      <div class="segments">
        ${values.map(
          (value) =>
            html`<label
              ><input
                type="radio"
                name=${`set-${key}`}
                .checked=${this.#settings.now[key] === value}
                @change=${() => this.app.settings.change({ [key]: value })}
              /><span class=${`${key}-${String(value)}`}>${name(value)}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  #switch(key: 'spacious' | 'contrast' | 'shortcuts', label: string): TemplateResult {
    return html`<label class="switch"
      ><input
        type="checkbox"
        .checked=${this.#settings.now[key]}
        @change=${(event: Event) =>
          this.app.settings.change({ [key]: (event.target as HTMLInputElement).checked })}
      />${label}</label
    >`;
  }

  protected override render(): TemplateResult {
    const w = this.words;
    return html`
      <button
        class="button bare settings-button"
        popovertarget="reading-settings"
        aria-label=${w.readingSettings}
      >
        ${icons.settings}
      </button>
      <div
        id="reading-settings"
        class="panel settings-panel"
        popover
        role="dialog"
        aria-label=${w.readingSettings}
      >
        ${this.#choice(
          'size',
          w.textSize,
          textSizes.map((_, step) => step),
          (step) => w.textSizes[step]!,
        )}
        ${this.#choice('face', w.face, faces, (face) => w.faceNames[face])}
        ${this.#choice('theme', w.theme, themes, (theme) => w.themes[theme])}
        ${this.#choice('language', w.language, languages, (language) => w.languages[language])}
        <div class="switches">
          ${this.#switch('spacious', w.spacious)} ${this.#switch('contrast', w.contrast)}
          ${this.#switch('shortcuts', w.shortcuts)}
          <p class="quiet keys">${w.shortcutKeys}</p>
        </div>
      </div>
    `;
  }
}

customElements.define('gj-reading-settings', GjReadingSettings);
