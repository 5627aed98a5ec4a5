import { normaliseText } from '../rule/normalise-text.ts';

const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffc]/g;

/** Plain words as they come from elsewhere: without characters that nobody sees; several lines are paragraphs. */
export function cleanPlain(text: string): string {
  const clean = text.replaceAll(controls, '');
  return /[\n\r\u2028\u2029]/.test(clean.trim()) ? normaliseText(clean) : clean.replace(/^\u3000+/, '');
}
