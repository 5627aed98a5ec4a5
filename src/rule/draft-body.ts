import { normaliseText } from './normalise-text.ts';

/** What a draft says below its title, as it will stand in an edition. */
export interface DraftBody {
  title: string;
  /** Normalised: the very text that is reviewed, signed and published. */
  text: string;
  /** The same as it is written, and where it begins in the draft. */
  written: string;
  offset: number;
}

const titleLine = /^#[ \t]+(.+?)[ \t#]*(?:\r?\n|$)/;
const longestTitle = 150;

/**
 * A draft's title and body. The title is its first line when that is a heading of the highest level.
 *
 * @param title of a draft that states none
 */
export function draftBody(draft: string, title: string): DraftBody {
  const lead = /^[\s\ufeff]*/.exec(draft)![0].length;
  const stated = titleLine.exec(draft.slice(lead, lead + 4000));
  const offset = stated === null ? 0 : lead + stated[0].length;
  const written = draft.slice(offset);
  const name = normaliseText(stated?.[1] ?? '').replaceAll('**', '');
  return {
    title: name.slice(0, longestTitle).trim() || title,
    text: normaliseText(written),
    written,
    offset,
  };
}
