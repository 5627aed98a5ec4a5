import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Words } from '../../words.ts';
import { fences } from './fences.ts';
import type { CitationSource } from './citations-at.ts';
import { citationOffer } from './citation-offer.ts';
import { paperChecks, type CheckSource } from './paper-checks.ts';
import { paperFind } from './paper-find.ts';
import { paperKeys } from './paper-keys.ts';
import { paperLook } from './paper-look.ts';
import { paste } from './paste.ts';
import { viewWatch } from './view-watch.ts';

/** What the paper asks of the page that it lies on. */
export interface PaperSources {
  /** The table of the reader's language, at any time. */
  words: () => Words;
  /** Titles and articles of the base for citing; without it only the draft's own articles are offered. */
  citationSource?: CitationSource;
  /** Looks the text over, in the engine; without it nothing is checked. */
  check?: CheckSource;
}

/**
 * Everything that makes an editor of CodeMirror the paper of a draft. What the page must add itself is the history of
 * changes that can be undone, since only the binding knows which changes are one's own.
 */
export function paperExtensions({ words, citationSource, check }: PaperSources): Extension {
  return [
    fences,
    paperLook,
    paperKeys(words),
    paste(words),
    paperFind(),
    check === undefined ? [] : paperChecks(check, words),
    citationOffer(citationSource),
    viewWatch,
    EditorView.lineWrapping,
    EditorView.scrollMargins.of(coveredByToolbar),
    EditorState.phrases.of(words().paperPhrases),
    EditorView.editorAttributes.of({ class: 'paper' }),
    EditorView.contentAttributes.of(() => ({
      class: 'text',
      lang: 'zh-CN',
      spellcheck: 'false',
      autocorrect: 'off',
      autocapitalize: 'off',
      'aria-label': words().paperText,
      'aria-description': words().paperLeave,
    })),
  ];
}

/** The caret is not scrolled to where the toolbar lies over the text: above it, or on a phone below. */
function coveredByToolbar({ dom }: EditorView): { top?: number; bottom?: number } | null {
  const bar = dom.ownerDocument.querySelector('.draft-toolbar')?.getBoundingClientRect();
  if (bar === undefined || bar.height === 0) return null;
  return bar.top > innerHeight / 3 ? { bottom: bar.height } : { top: Math.max(0, bar.bottom) };
}
