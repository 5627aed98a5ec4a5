import { titleOfDraft } from '../rule/draft-title.ts';
import {
  type DraftDoc,
  draftEntries,
  type DraftHead,
  draftOfKey,
  invitedSpace,
  readDraftHead,
} from '../store/draft-document.ts';
import { draftRoot } from '../store/draft-root.ts';
import { draftSeal } from '../store/draft-seal.ts';
import { type Thread, threadsIn } from '../store/draft-remark.ts';
import type { Library } from '../store/library.ts';
import { withDocument } from '../store/plain-document.ts';
import { isWrittenSince } from '../store/text-splices.ts';
import { unlessDamaged } from '../store/unless-damaged.ts';
import { askedIn } from './draft-facts.ts';
import { type Merge, mergesIn } from './draft-merges.ts';

/** What a list says of a draft. */
export interface DraftRow {
  head: DraftHead;
  title: string;
  chars: number;
  changedAt: number;
  /** Members who are asked to approve it, and the seal of its text, see `draftSeal`. */
  asked: string[];
  seal: string;
  /** Threads in which somebody is asked by name. */
  threads: Thread[];
  /** Of a branch: when it was taken into the draft that it came from, last, and whether it was written in since. */
  merged?: Pick<Merge, 'by' | 'at'> & { isAhead: boolean };
}

/** Drafts for lists. Each is opened once for a state that it is in: lists come again far more often than drafts change. */
export class DraftRows {
  #library: Library;
  #known = new Map<string, { digest: string; row: DraftRow | undefined }>();
  /** Of each draft, for it stays the same. */
  #roots = new Map<string, string>();

  constructor(library: Library) {
    this.#library = library;
  }

  async list(): Promise<DraftRow[]> {
    const manifest = await this.#library.manifest();
    const spaces = manifest.spaces().filter((space) => space === 'editors' || space.startsWith('draft:'));
    const byDraft = new Map<string, DraftRow>();
    for (const space of spaces) {
      for (let bucket = 0; bucket < 256; bucket++) {
        for (const manifestRow of manifest.rows(space, bucket)) {
          const draft = draftOfKey(manifestRow);
          if (draft === undefined) continue;
          const name = `${space}/${draft}`;
          let known = this.#known.get(name);
          if (known?.digest !== manifestRow.digest) {
            const bytes = await this.#library.document(manifestRow);
            const read = bytes && (await this.#library.opened(() => unlessDamaged(() => this.#read(bytes))));
            known = { digest: manifestRow.digest, row: read && { ...read, changedAt: manifestRow.at } };
            this.#known.set(name, known);
          }
          // To where the invited have it too everything else follows.
          if (known.row !== undefined && (space === invitedSpace(draft) || !byDraft.has(draft)))
            byDraft.set(draft, known.row);
        }
      }
    }
    return [...byDraft.values()];
  }

  #read(bytes: Uint8Array): Omit<DraftRow, 'changedAt'> {
    return withDocument(bytes, (doc) => {
      const head = readDraftHead(doc);
      const { text } = doc as DraftDoc;
      const threads = threadsIn(draftEntries(doc, 'remarks')).filter(({ remark, replies }) =>
        [remark, ...replies].some(({ mentions }) => mentions.length > 0),
      );
      const root = this.#roots.get(head.id) ?? draftRoot(doc);
      this.#roots.set(head.id, root);
      const facts = draftEntries(doc, 'facts');
      const merge = mergesIn(facts).findLast(({ branch }) => branch === head.id);
      return {
        head,
        title: titleOfDraft(text) ?? head.title,
        chars: text.replaceAll(/\s/g, '').length,
        asked: askedIn(facts),
        seal: draftSeal(root, 'text', text),
        threads,
        ...(merge !== undefined && {
          merged: { by: merge.by, at: merge.at, isAhead: isWrittenSince(doc as DraftDoc, merge.heads) },
        }),
      };
    });
  }
}
