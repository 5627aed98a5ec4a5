import { titleLine } from './draft-title.ts';
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

/**
 * A draft's title and body.
 *
 * @param title of a draft that states none, see `titleLine`
 */
export function draftBody(draft: string, title: string): DraftBody {
  const stated = titleLine(draft);
  const offset = stated?.next ?? 0;
  const written = draft.slice(offset);
  return { title: stated?.title ?? title, text: normaliseText(written), written, offset };
}
