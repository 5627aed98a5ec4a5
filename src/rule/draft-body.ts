import { normaliseText } from './normalise-text.ts';

/** A text that is being written, without its title: as it would be read and numbered once it is published. */
export function draftBody(text: string): string {
  return normaliseText(text.replace(/^\s*#[ \t]+[^\n]*(\n|$)/, ''));
}
