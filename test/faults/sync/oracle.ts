import * as Automerge from '@automerge/automerge/slim';
import { headsOf } from '../../../src/store/document-heads.ts';
import { type DocumentKey, placeOf, rowKey } from '../../../src/store/manifest-row.ts';
import type { SimDevice } from './sim-device.ts';

/** Something that a device was told is saved. */
export type Saved =
  | { kind: 'entry'; id: string }
  /** All changes up to these heads; of an edition, which never changes, none. */
  | { kind: 'document'; key: DocumentKey; heads: readonly string[] };

/** Knows what was said to be saved, and looks whether it is there. */
export class Oracle {
  /** By host. */
  #saved = new Map<number, Saved[]>();
  /** Rows that a device showed to others, by host. */
  #shown = new Map<number, Map<string, DocumentKey>>();

  /** A write has resolved. */
  noteEntry(device: SimDevice, id: string): void {
    this.#put(device, { kind: 'entry', id });
  }

  /** A write of this document has resolved: what lies there now is saved. */
  noteDocument(device: SimDevice, key: DocumentKey): void {
    this.#put(device, { kind: 'document', key, heads: headsAt(device, key) ?? [] });
  }

  /** Rows that others may have heard of. */
  noteShown(device: SimDevice, keys: readonly DocumentKey[]): void {
    const shown = this.#shown.get(device.host) ?? new Map<string, DocumentKey>();
    this.#shown.set(device.host, shown);
    for (const { space, kind, id } of keys) shown.set(rowKey({ space, kind, id }), { space, kind, id });
  }

  /** What this device once had and has not any more. */
  lost(device: SimDevice): string[] {
    const gone = (this.#saved.get(device.host) ?? []).filter((saved) => !isThere(device, saved));
    const unshown = [...(this.#shown.get(device.host)?.values() ?? [])].filter(
      (key) => peek(device, key) === undefined,
    );
    return [...gone.map(nameOf), ...unshown.map((key) => `shown: ${rowKey(key).replaceAll('\n', '/')}`)];
  }

  /** Everything saved anywhere, and where. */
  *all(): Generator<{ host: number; saved: Saved }> {
    for (const [host, list] of this.#saved) for (const saved of list) yield { host, saved };
  }

  #put(device: SimDevice, saved: Saved): void {
    this.#saved.set(device.host, [...(this.#saved.get(device.host) ?? []), saved]);
  }
}

export function nameOf(saved: Saved): string {
  return saved.kind === 'entry'
    ? `entry ${saved.id.slice(0, 8)}`
    : `document ${rowKey(saved.key).replaceAll('\n', '/').slice(0, 50)}`;
}

export function isThere(device: SimDevice, saved: Saved): boolean {
  if (saved.kind === 'entry') return device.life?.keeper.ledger?.chains.get(saved.id) !== undefined;
  const bytes = peek(device, saved.key);
  if (bytes === undefined) return false;
  const now = headsAt(device, saved.key) ?? [];
  if (saved.heads.every((head) => now.includes(head))) return true;
  const doc = Automerge.load(bytes);
  try {
    return Automerge.hasHeads(doc, [...saved.heads]);
  } finally {
    Automerge.free(doc);
  }
}

function peek(device: SimDevice, key: DocumentKey): Uint8Array | undefined {
  const place = placeOf(key);
  return device.drive.peek(place.room, place.key);
}

/** Phone numbers have no history. */
function headsAt(device: SimDevice, key: DocumentKey): string[] | undefined {
  if (key.kind === 'edition' || key.id === 'contacts') return [];
  const bytes = peek(device, key);
  return bytes && headsOf(bytes);
}
