import { html, nothing, type TemplateResult } from 'lit';
import type { ConsultView } from '../../../src/engine/opinions-protocol.ts';
import type { OutlineEntry } from '../../../src/engine/protocol.ts';
import type { ReadingUnit } from '../../../src/rule/reading-blocks.ts';
import { blockTemplate } from '../../reading/text-template.ts';
import type { Words } from '../../words.ts';

/** The copy, with what the page offers below each of its places. */
export function consultText(
  { preamble, units, outline }: ConsultView,
  w: Words,
  tools: (unit: ReadingUnit) => unknown,
): TemplateResult {
  const context = { words: w };
  return html`<div class="reading text" lang="zh-CN">
    ${
      preamble.length === 0
        ? nothing
        : html`<div class="preamble">${preamble.map((block) => blockTemplate(block, 'pre', context))}</div>`
    }
    ${units.map(
      (unit, at) => html`
        ${outline.filter((one) => one.unit === at).map(headingOf)} ${unitOf(unit, w)} ${tools(unit)}
      `,
    )}
  </div>`;
}

function headingOf({ label, title, level, depth }: OutlineEntry): TemplateResult {
  const words = html`${label === '' ? nothing : html`<span class="heading-label">${label}</span>`}${title}`;
  return depth === 1
    ? html`<h2 data-level=${level}>${words}</h2>`
    : html`<h3 data-level=${level}>${words}</h3>`;
}

function unitOf({ address, label, caption, blocks, kind }: ReadingUnit, w: Words): TemplateResult {
  const [head, ...rest] = blocks;
  const number =
    label === ''
      ? nothing
      : html`<strong class="number">${label}</strong>${
            caption === undefined ? nothing : html`<span class="caption">【${caption}】</span>`
          }`;
  const leads = head?.kind === 'paragraph' && kind !== 'annex';
  const context = { words: w };
  return html`<section class="unit" id=${address} data-kind=${kind}>
    ${
      leads
        ? blockTemplate(head, address, context, number)
        : html`${number === nothing ? nothing : html`<p class="unit-label">${number}</p>`}${
            head ? blockTemplate(head, address, context) : nothing
          }`
    }
    ${rest.map((block) => blockTemplate(block, address, context))}
  </section>`;
}

/** Words of a place, as an opinion about it quotes them. */
export function unitWords({ label, blocks }: ReadingUnit): string {
  const lines = blocks.flatMap((block): string[] => {
    if (block.kind !== 'paragraph') return [];
    const text = block.spans.map(({ text: one }) => one).join('');
    const items = block.items.map((item) => item.label + item.spans.map(({ text: one }) => one).join(''));
    return [text, ...items];
  });
  return (label === '' ? '' : `${label}\u3000`) + lines.join('\n');
}
