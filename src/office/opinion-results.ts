import { bytesToHex } from '@noble/hashes/utils.js';
import { canonicalBytes, canonicalJson } from '../ledger/canonical-json.ts';
import { digest } from '../ledger/digest.ts';
import { fieldsIn, listIn, stringIn } from '../store/read-fields.ts';
import { type Decision, decisions } from './opinion-decision.ts';
import type { OpinionLine } from './opinion-lines.ts';

/** What became of one opinion, as everybody who was asked sees it: nobody's name, and nothing that says which are of one person. */
export interface OpinionResult {
  /** Whoever sent the opinion knows it by this, see `resultMark`. */
  mark: string;
  label: string;
  text: string;
  proposal: string;
  decision: Decision;
  reason: string;
}

/** 意见采纳情况, as it is shown to all who were asked. */
export interface OpinionResults {
  items: OpinionResult[];
  /** Opinions beyond what it holds. */
  more: number;
}

/** UTF-16 units of all of them; as it lies in one sealed document. */
const mostResults = 600_000;
/** Results come in steps of so many bytes. */
const step = 1024;

/**
 * What an opinion is called among the results. Only its writer's device and editors have the id of the slip, which is 128
 * bits of chance: others can neither find out whose it is, nor which opinions came in one slip.
 */
export function resultMark(slip: string, opinion: string): string {
  return bytesToHex(digest('guiju/opinion-result/1', canonicalBytes([slip, opinion])).subarray(0, 16));
}

/**
 * @param lines every opinion of a round, in the order of the text, each with one decision
 * @param slipOf id of the slip in which one came
 */
export function opinionResults(lines: readonly OpinionLine[]): OpinionResults {
  const results: OpinionResults = { items: [], more: 0 };
  const places = [...new Set(lines.map(({ opinion }) => opinion.address))];
  let size = 0;
  const items = lines.map(({ key, opinion, decisions: [one] }): OpinionResult & { place: number } => {
    const { id, address, label, text, proposal } = opinion;
    const mark = resultMark(key.slice(0, -id.length - 1), id);
    const { decision = 'rejected', reason = '' } = one ?? {};
    return { mark, label, text, proposal, decision, reason, place: places.indexOf(address) };
  });
  // Within a place not by slip, which would put together what one person said.
  items.sort((a, b) => a.place - b.place || (a.mark < b.mark ? -1 : 1));
  for (const { place: _, ...item } of items) {
    size += item.text.length + item.proposal.length + item.reason.length + 300;
    if (size > mostResults) results.more += 1;
    else results.items.push(item);
  }
  return results;
}

export function resultsBytes(results: OpinionResults): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(canonicalJson({ v: 1, ...results }));
  const padded = new Uint8Array(Math.ceil(bytes.length / step) * step).fill(32);
  padded.set(bytes);
  return padded;
}

/** @returns undefined when the bytes are none; single results that are none are left out */
export function readResults(bytes: Uint8Array): OpinionResults | undefined {
  let from: ReturnType<typeof fieldsIn>;
  try {
    from = fieldsIn(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
  if (from?.['v'] !== 1) return undefined;
  const items = listIn(from, 'items').flatMap((one): OpinionResult[] => {
    const item = fieldsIn(one) ?? {};
    const [mark, label, text, proposal, reason] = (
      ['mark', 'label', 'text', 'proposal', 'reason'] as const
    ).map((key) => stringIn(item, key));
    const decision = decisions.find((known) => known === item['decision']);
    const isWhole = mark !== undefined && label !== undefined && text !== undefined;
    if (!isWhole || proposal === undefined || reason === undefined || decision === undefined) return [];
    return [{ mark, label, text, proposal, decision, reason }];
  });
  const { more } = from;
  return { items, more: typeof more === 'number' && Number.isSafeInteger(more) && more > 0 ? more : 0 };
}
