import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { CitationLink, Reading } from '../../src/engine/protocol.ts';
import type { ReadingBlock, ReadingItem, ReadingUnit, Span } from '../../src/rule/reading-blocks.ts';
import type { Words } from '../words.ts';

/** What drawing a block needs besides the block; without a reading its citations lead nowhere. */
export interface BlockContext {
  reading?: Reading;
  words: Words;
}

/** What drawing a text needs besides the text. */
export interface TextContext extends BlockContext {
  reading: Reading;
}

function linkTo(target: CitationLink & { rule: string }, reading: Reading): string {
  const current = target.rule === reading.rule.id;
  return formatRoute({
    page: 'rule',
    rule: target.rule,
    ...(target.address !== undefined && { address: target.address }),
    // Within a text one stays in its edition; into another, one reads it as it stood then.
    ...(current && reading.validity !== 'inForce' && { edition: reading.edition.hash.slice(0, 16) }),
    ...(!current && target.edition !== undefined && { edition: target.edition.slice(0, 16) }),
  });
}

function citation(text: string, index: number, { reading, words }: BlockContext): TemplateResult {
  const target = reading?.citations[index];
  if (reading === undefined || target?.rule === undefined) {
    return html`<span class="outside" tabindex="0" data-citation=${index}
      >${text}<span class="vh"> (${words.outsideBase})</span></span
    >`;
  }
  return html`<a class="cite" data-citation=${index} href=${linkTo({ ...target, rule: target.rule }, reading)}
    >${text}</a
  >`;
}

export function spansTemplate(spans: readonly Span[], context: BlockContext): unknown {
  return spans.map((span) => {
    let content: unknown = span.text;
    if (span.citation !== undefined) content = citation(span.text, span.citation, context);
    else if (span.href !== undefined)
      content = html`<a class="elsewhere" href=${span.href} rel="noreferrer noopener" target="_blank"
        >${span.text}</a
      >`;
    else if (span.code) content = html`<code>${span.text}</code>`;
    if (span.strong) content = html`<strong>${content}</strong>`;
    if (span.em) content = html`<em>${content}</em>`;
    return content;
  });
}

function items(
  list: readonly ReadingItem[],
  prefix: string,
  letter: 'i' | 's',
  context: BlockContext,
): unknown {
  if (list.length === 0) return nothing;
  return html`<ol class=${letter === 'i' ? 'items' : 'subitems'}>
    ${list.map((item, index) => {
      const id = `${prefix}.${letter}${item.number || index + 1}`;
      return html`<li id=${id}>
        <p><span class="item-label">${item.label}</span>${spansTemplate(item.spans, context)}</p>
        ${items(item.subitems, id, 's', context)}
      </li>`;
    })}
  </ol>`;
}

/**
 * One block of a text.
 *
 * @param prefix address of the unit, from which the ids of paragraphs are made
 * @param lead what stands before the first words, such as the article number
 */
export function blockTemplate(
  block: ReadingBlock,
  prefix: string,
  context: BlockContext,
  lead: unknown = nothing,
): TemplateResult {
  switch (block.kind) {
    case 'paragraph':
      return html`<p class="paragraph" id=${`${prefix}.p${block.number}`} data-paragraph=${block.number}>
          ${lead}${spansTemplate(block.spans, context)}
        </p>
        ${items(block.items, `${prefix}.p${block.number}`, 'i', context)}`;
    case 'table':
      return html`<div class="table-scroll" tabindex="0" role="group" aria-label=${context.words.table}>
        <table>
          <thead>
            <tr>
              ${block.header.map((cell) => html`<th scope="col">${spansTemplate(cell, context)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${block.rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell) => html`<td>${spansTemplate(cell, context)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
    case 'list': {
      const lines = block.items.map((line) => html`<li>${spansTemplate(line, context)}</li>`);
      return block.ordered
        ? html`<ol class="plain-list ordered">
            ${lines}
          </ol>`
        : html`<ul class="plain-list">
            ${lines}
          </ul>`;
    }
    case 'quote':
      return html`<blockquote>
        ${block.blocks.map((inner) => blockTemplate(inner, `${prefix}.q`, context))}
      </blockquote>`;
    case 'code':
      return html`<pre>${block.text}</pre>`;
  }
}

/** The number of a unit as a link to itself. */
function numberOf(unit: ReadingUnit, { reading }: TextContext): TemplateResult | typeof nothing {
  if (unit.label === '') return nothing;
  const href = formatRoute({
    page: 'rule',
    rule: reading.rule.id,
    address: unit.address,
    ...(reading.validity !== 'inForce' && { edition: reading.edition.hash.slice(0, 16) }),
  });
  return html`<a class="number" href=${href}>${unit.label}</a>${
      unit.caption === undefined ? nothing : html`<span class="caption">【${unit.caption}】</span>`
    }`;
}

/** One unit with its blocks; `tools` is what the page offers at this place. */
export function unitTemplate(unit: ReadingUnit, context: TextContext, tools: unknown): TemplateResult {
  const [head, ...rest] = unit.blocks;
  const number = numberOf(unit, context);
  const leads = head?.kind === 'paragraph' && unit.kind !== 'annex';
  return html`<section class="unit" id=${unit.address} data-kind=${unit.kind}>
    ${
      leads
        ? blockTemplate(head, unit.address, context, number)
        : html`${number === nothing ? nothing : html`<p class="unit-label">${number}</p>`}${
            head ? blockTemplate(head, unit.address, context) : nothing
          }`
    }
    ${rest.map((block) => blockTemplate(block, unit.address, context))} ${tools}
  </section>`;
}
