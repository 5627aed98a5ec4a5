import { html, nothing, type TemplateResult } from 'lit';
import type { OutlineEntry } from '../../src/engine/protocol.ts';
import type { ReadingUnit } from '../../src/rule/reading-blocks.ts';
import { blockTemplate, unitTemplate, type TextContext } from './text-template.ts';

/**
 * A text from its preamble to its last article, with the headings where they stand.
 *
 * @param tools what the page offers at each unit
 */
export function wholeText(context: TextContext, tools: (unit: ReadingUnit) => unknown): TemplateResult {
  const { reading } = context;
  const headings = new Map<number, OutlineEntry[]>();
  for (const entry of reading.outline) headings.set(entry.unit, [...(headings.get(entry.unit) ?? []), entry]);
  return html`
    ${
      reading.preamble.length === 0
        ? nothing
        : html`<div class="preamble">
            ${reading.preamble.map((block) => blockTemplate(block, 'pre', context))}
          </div>`
    }
    ${reading.units.map(
      (unit, index) => html`
        ${headings.get(index)?.map(headingTemplate)} ${unitTemplate(unit, context, tools(unit))}
      `,
    )}
    ${headings.get(reading.units.length)?.map(headingTemplate)}
  `;
}

function headingTemplate(entry: OutlineEntry): TemplateResult {
  const words = html`${
    entry.label === '' ? nothing : html`<span class="heading-label">${entry.label}</span>`
  }${entry.title}`;
  return entry.depth === 1
    ? html`<h2 data-level=${entry.level}>${words}</h2>`
    : entry.depth === 2
      ? html`<h3 data-level=${entry.level}>${words}</h3>`
      : html`<h4 data-level=${entry.level}>${words}</h4>`;
}
