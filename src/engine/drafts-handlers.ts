import type { DraftsCalls } from './drafts-protocol.ts';
import type { Engine } from './engine.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about texts that are being written. */
export function draftsHandlers({
  drafts,
  drafting: { help },
}: Engine): Pick<EngineHandlers, keyof DraftsCalls> {
  return {
    citableTitles: (what) => help.titles(what),
    citableArticles: (what) => help.articles(what),
    checkDraft: (what) => help.check(what),
    citedElsewhere: (what) => help.elsewhere(what),
    seesDrafts: () => drafts.isSeen,
    drafts: () => drafts.list(),
    startDraft: (what) => drafts.start(what),
    draft: (what) => drafts.view(what),
    draftOpen: (what) => drafts.open(what),
    draftEdit: (what) => drafts.edit(what),
    draftSince: (what) => drafts.since(what),
    draftPresent: (what) => drafts.present(what),
    draftShow: (what) => drafts.show(what),
  };
}
