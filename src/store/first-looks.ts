import type { RuleContent } from '../rule/edition.ts';
import { isEdition } from './edition-document.ts';
import type { CarriedDocument } from './merge-documents.ts';
import { mostRuleBytes } from './rule-bounds.ts';
import { openSimpleRule } from './rule-document.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** What a document that came shows by itself: an edition that it is surely the right one, a rule what it says. */
export interface FirstLook {
  rule?: RuleContent;
}

/**
 * Looks at documents as they come, without Automerge and before it is their turn to be kept: meanwhile the disk is busy
 * with those before them.
 */
export class FirstLooks {
  #begun = new WeakMap<Uint8Array, { kind: string; id: string; look: Promise<FirstLook | undefined> }>();

  /** @returns undefined when more has to be done to know what it is */
  of({ kind, id, bytes }: CarriedDocument): Promise<FirstLook | undefined> {
    const known = this.#begun.get(bytes);
    if (known?.kind === kind && known.id === id) return known.look;
    const look = lookAt(kind, id, bytes);
    // Heard of when it is its turn; until then it only must not count as unheard of.
    look.catch(() => undefined);
    this.#begun.set(bytes, { kind, id, look });
    return look;
  }
}

async function lookAt(kind: string, id: string, bytes: Uint8Array): Promise<FirstLook | undefined> {
  if (kind === 'edition') return (await isEdition(bytes, id)) ? {} : undefined;
  if (kind !== 'rule' || bytes.length > mostRuleBytes) return undefined;
  const rule = unlessDamaged(() => openSimpleRule(bytes));
  return rule && { rule };
}
