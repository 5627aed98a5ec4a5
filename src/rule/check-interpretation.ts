import type { TextFinding, TextToCheck } from './check-finding.ts';
import { unquoted } from './check-unquoted.ts';

/**
 * Nobody is named who explains the text: 本办法由办公室负责解释. Asked of the office's own texts only; a law is
 * explained by whom the law on legislation names, and what was received has been written by others.
 */
export function checkInterpretation({ kind, content }: TextToCheck): TextFinding[] {
  if (kind !== 'rule' && kind !== 'code') return [];
  if (/由[^，。；\n]{1,60}解释|解释权|负责解释|解释工作/.test(unquoted(content.text))) return [];
  return [{ kind: 'interpretation-missing', at: '', label: '', start: 0, end: 0, weight: 'advice' }];
}
