import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { CompareView } from '../../src/engine/office-protocol.ts';
import type { ComparedPlace, ComparisonRow, Piece } from '../../src/rule/comparison.ts';
import type { Words } from '../words.ts';
import type { CompareLine, Side } from './compare-lines.ts';
import '../style/compare.css';

/** What drawing a row needs besides the row. */
export interface CompareContext {
  view: Pick<CompareView, 'rule' | 'before' | 'after'>;
  words: Words;
}

/**
 * Words that came or went. Line and ground say so to the eye; what the style sheet makes of the attributes says it
 * to who listens, and stays out of what is selected and copied.
 */
export function marked(kind: Piece['kind'], content: unknown, w: Words): unknown {
  if (kind === 'same') return content;
  return kind === 'deleted'
    ? html`<del data-says=${w.compareDeleted} data-ends=${w.compareEnd}>${content}</del>`
    : html`<ins data-says=${w.compareInserted} data-ends=${w.compareEnd}>${content}</ins>`;
}

export const piecesTemplate = (pieces: readonly Piece[], w: Words): unknown =>
  pieces.map(({ kind, text }) => marked(kind, text, w));

/** What a place is called, as a link to it in its edition. */
function label(place: ComparedPlace, side: Side, { view }: CompareContext): unknown {
  if (place.label === '') return nothing;
  if (place.address === '') return html`<span class="heading-label">${place.label}</span>`;
  const href = formatRoute({
    page: 'rule',
    rule: view.rule,
    edition: view[side].edition.slice(0, 16),
    address: place.address,
  });
  return html`<a class="number" href=${href}>${place.label}</a>`;
}

const caption = (text: string | undefined): unknown =>
  text === undefined ? nothing : html`<span class="caption">【${text}】</span>`;

/**
 * What stands before the words of a line: the number of the unit that begins there. Where both editions are laid over
 * each other, a number that changed stands there twice, struck and underlined.
 *
 * @param row the row, of which only the places are looked at
 */
export function leadOf(
  { starts }: CompareLine,
  row: Pick<ComparisonRow, 'before' | 'after'>,
  only: Side | undefined,
  context: CompareContext,
): unknown {
  const w = context.words;
  const at = (side: Side): ComparedPlace | undefined => {
    const start = starts.find((one) => one.side === side);
    return start && row[side][start.at];
  };
  const [old, now] = [at('before'), at('after')];
  const [oldLabel, newLabel] = [old && label(old, 'before', context), now && label(now, 'after', context)];
  const alone = row.before.length === 0 || row.after.length === 0;
  if (only !== undefined || alone) {
    const [place, link] = only === 'before' || now === undefined ? [old, oldLabel] : [now, newLabel];
    if (place === undefined) return nothing;
    const other = row[only === 'before' ? 'after' : 'before'];
    const changed = other.length === 1 && other[0]!.caption !== place.caption;
    const kind =
      !changed || row[only ?? 'after'].length !== 1 ? 'same' : only === 'before' ? 'deleted' : 'inserted';
    return html`${link}${place.caption === undefined ? nothing : marked(kind, caption(place.caption), w)}`;
  }
  const renamed = old?.label !== now?.label;
  const recaptioned = old?.caption !== now?.caption;
  return html`${old === undefined || !renamed ? nothing : marked('deleted', oldLabel, w)}${
    now === undefined ? nothing : renamed ? marked('inserted', newLabel, w) : newLabel
  }${old?.caption === undefined || !recaptioned ? nothing : marked('deleted', caption(old.caption), w)}${
    now?.caption === undefined
      ? nothing
      : recaptioned
        ? marked('inserted', caption(now.caption), w)
        : caption(now.caption)
  }`;
}

/** The lines of a row as paragraphs. */
export function linesTemplate(
  lines: readonly CompareLine[],
  row: Pick<ComparisonRow, 'before' | 'after'>,
  only: Side | undefined,
  context: CompareContext,
): TemplateResult[] {
  return lines.map(
    (line) =>
      html`<p class="paragraph">
        ${leadOf(line, row, only, context)}${piecesTemplate(line.pieces, context.words)}
      </p>`,
  );
}
