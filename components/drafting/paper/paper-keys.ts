import { redo, standardKeymap } from '@codemirror/commands';
import { Prec, type Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { Words } from '../../words.ts';
import { endParagraph, plainParagraph } from './enter-key.ts';
import { deeper, removeHead, shallower } from './level-keys.ts';
import { actionKeys } from './paper-actions.ts';
import { endRow, keepBar, nextCell, previousCell, removeRow } from './table-keys.ts';

/**
 * The keys of the paper. None is looked at while an input method composes: the editor itself keeps such keys from all
 * handlers. Esc and then Tab leaves the editor.
 */
export function paperKeys(words: () => Words): Extension {
  return [
    Prec.high(
      keymap.of([
        { key: 'Enter', run: endRow, shift: plainParagraph },
        { key: 'Enter', run: endParagraph },
        { key: 'Backspace', run: removeRow },
        { key: 'Backspace', run: keepBar(-1) },
        { key: 'Backspace', run: removeHead },
        { key: 'Delete', run: keepBar(1) },
        { key: 'Tab', run: nextCell, shift: previousCell },
        { key: 'Tab', run: deeper, shift: shallower },
        ...actionKeys(words),
        { key: 'Mod-Shift-z', run: redo, preventDefault: true },
      ]),
    ),
    keymap.of(standardKeymap),
  ];
}
