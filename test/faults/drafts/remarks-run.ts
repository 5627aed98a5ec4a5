import * as fc from 'fast-check';
import { acceptProposal } from '../../../src/engine/accept-proposal.ts';
import { newRemark } from '../../../src/engine/new-remark.ts';
import { automergeForNode } from '../../../src/store/automerge-node.ts';
import { remarkKey, replyKey, rulingKey, type Thread, threadsIn } from '../../../src/store/draft-remark.ts';
import type { OpenDraft } from '../../../src/store/open-draft.ts';
import { changeStanding } from '../../../src/store/remark-standing.ts';
import { openDraft, someDraftBytes } from '../../store/some-draft.ts';
import type { FaultRun } from '../log-faults.ts';
import { LetterBook } from './letter-book.ts';
import { wrongWith } from './remark-checks.ts';
import { type RemarkStep, remarkSteps } from './remark-steps.ts';

/** What was said, and what the text was then. */
export interface SaidThen {
  id: string;
  text: string;
  from: number;
}

/** Three devices with a draft, lines between them that come and go, and what they were told to do. */
export class RemarkWorld {
  readonly book = new LetterBook();
  readonly devices: OpenDraft[];
  readonly said: SaidThen[] = [];
  /** Keys of everything that was ever put among the remarks. */
  readonly put: string[] = [];
  /** Device that nobody reaches. */
  #alone: number | undefined;
  #count = 0;
  #now = 1_700_000_000_000;

  constructor() {
    const [one, two] = [this.book.fresh(12), this.book.fresh(12)];
    const text = `第一条　${one}\n\n第二条　${two}\n`;
    this.book.note('', text);
    const bytes = someDraftBytes(text);
    this.devices = [1, 2, 3].map((device) => openDraft(bytes, device, () => (this.#now += 1000)));
  }

  do({ does, who, at, length }: RemarkStep): void {
    const open = this.devices[who]!;
    const before = open.text;
    const [from, to] = lettersFrom(before, at, length);
    const edit = (...splices: { at: number; remove: number; insert: string }[]): void =>
      void open.edit(open.heads, splices);
    if (does === 'insert') edit({ at: from, remove: 0, insert: this.book.fresh(length) });
    else if (does === 'delete') edit({ at: from, remove: to - from, insert: '' });
    else if (does === 'replace') edit({ at: from, remove: to - from, insert: this.book.fresh(length) });
    else if (does === 'move') {
      const rest = before.slice(0, from) + before.slice(to);
      const [place] = lettersFrom(rest, at * 7, 1);
      edit(
        { at: from, remove: to - from, insert: '' },
        { at: place, remove: 0, insert: before.slice(from, to) },
      );
    } else if (does === 'part') this.#alone = who;
    else if (does === 'meet') this.#alone = undefined;
    else this.#say(open, does, { from, to }, at);
    this.book.note(before, open.text);
    this.#exchange();
  }

  heal(): void {
    this.#alone = undefined;
    this.#exchange();
    this.#exchange();
  }

  close(): void {
    for (const open of this.devices) open.close();
  }

  #say(open: OpenDraft, does: RemarkStep['does'], place: { from: number; to: number }, at: number): void {
    const id = `i${(this.#count += 1)}`;
    const by = { by: 'm1', at: this.#now };
    if (does === 'remark' || does === 'propose') {
      const words = open.text.slice(place.from, place.to);
      if (words.trim() === '') return;
      const wording = does === 'propose' ? { wording: this.#proposed(words, at) } : {};
      const what = { draft: 'd1', heads: open.heads, ...place, text: 'x', ...wording };
      this.said.push({ id, text: open.text, from: place.from });
      this.#put(open, remarkKey(id), { ...newRemark(open, what), ...by, text: 'x', mentions: [] });
      return;
    }
    const threads = threadsIn(open.entries('remarks'));
    const thread = threads[at % Math.max(1, threads.length)];
    if (thread === undefined) return;
    const { id: remark } = thread.remark;
    const after = thread.rulings.map((one) => one.id);
    if (does === 'reply') this.#put(open, replyKey(remark, id), { ...by, text: 'y', mentions: [] });
    else if (does === 'rule') {
      const is = at % 2 === 0 ? 'resolved' : 'open';
      if (thread.remark.changes === undefined)
        this.#put(open, rulingKey(remark, id), { ...by, is, reason: '', after });
    } else if (does === 'accept') {
      const changes = this.#accept(open, thread);
      if (changes.length > 0)
        this.#put(open, rulingKey(remark, id), { ...by, is: 'accepted', reason: '', after, changes });
    }
  }

  #accept(open: OpenDraft, thread: Thread): number[] {
    const wanted = [...(thread.remark.changes ?? []).keys()].filter(
      (index) => changeStanding(thread, index).is === 'open',
    );
    return acceptProposal(open, thread, wanted, undefined);
  }

  /** Some letters give way to others, some stay. */
  #proposed(words: string, at: number): string {
    const letters = [...words];
    letters.splice(at % letters.length, 1 + (at % 3), this.book.fresh(1 + (at % 2)));
    return letters.join('');
  }

  #put(open: OpenDraft, key: string, value: object): void {
    open.put('remarks', { [key]: value });
    this.put.push(key);
  }

  #exchange(): void {
    for (const [from, one] of this.devices.entries()) {
      for (const [to, other] of this.devices.entries()) {
        if (from === to || from === this.#alone || to === this.#alone) continue;
        other.take(one.rawChanges(other.heads.filter((head) => one.has([head]))));
      }
    }
  }
}

/** A stretch that does not cut a letter in two. */
function lettersFrom(text: string, at: number, length: number): [from: number, to: number] {
  const letters = [...text];
  const first = at % (letters.length + 1);
  const from = letters.slice(0, first).join('').length;
  return [from, from + letters.slice(first, first + length).join('').length];
}

/** Does the steps, lets all meet, and says what is not as it should be. */
export function runRemarks(steps: readonly RemarkStep[], isMoving: boolean): string[] {
  const world = new RemarkWorld();
  try {
    for (const step of steps) world.do(step);
    world.heal();
    return wrongWith(world, isMoving);
  } finally {
    world.close();
  }
}

/** One life of a draft by its number; odd ones cut and paste as well. */
export async function remarksRun(seed: number): Promise<FaultRun> {
  await automergeForNode();
  const isMoving = seed % 2 === 1;
  const [steps] = fc.sample(remarkSteps(isMoving), { seed, numRuns: 1 });
  const faults: Record<string, number> = {};
  for (const { does } of steps!) faults[does] = (faults[does] ?? 0) + 1;
  return { faults, violations: runRemarks(steps!, isMoving) };
}
