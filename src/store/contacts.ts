import { canonicalBytes } from '../ledger/canonical-json.ts';
import { isCanonicalJson } from '../ledger/is-canonical-json.ts';
import { contactsId, contactsSpace } from './contacts-key.ts';
import { DamagedDocument } from './damaged-document.ts';
import type { DocumentKey } from './manifest-row.ts';
import { fieldsIn } from './read-fields.ts';

/** What is known of the phone of a member. Of a number that was removed only the time is kept. */
export interface Contact {
  phone?: string;
  /** When it was entered or removed, in milliseconds since 1970 by the clock of whoever did it; 0 for before that was kept. */
  at: number;
}

/** By member. */
export type Contacts = ReadonlyMap<string, Contact>;

export const contactsKey: DocumentKey & { kind: 'document' } = {
  space: contactsSpace,
  kind: 'document',
  id: contactsId,
};

const mostBytes = 4 * 1024 * 1024;
/** Characters of a phone number. */
const mostPhone = 200;

/**
 * Phone numbers are in no ledger and in no history, so that one which was removed is gone: the document is canonical
 * JSON, and made anew at each change.
 *
 * @throws {DamagedDocument}
 */
export function openContacts(bytes: Uint8Array): Contacts {
  if (bytes.length > mostBytes) throw new DamagedDocument('more phone numbers than any office has');
  const people = fieldsIn(parse(bytes)['people']);
  if (people === undefined) throw new DamagedDocument('no phone numbers');
  return new Map(Object.entries(people).map(([member, value]) => [checkMember(member), toContact(value)]));
}

export function saveContacts(contacts: Contacts): Uint8Array<ArrayBuffer> {
  return canonicalBytes({ v: 1, people: Object.fromEntries(contacts) });
}

/** Of each member what was said last; of two at the same time the greater number, so that every device agrees. */
export function mergeContacts(ours: Contacts, theirs: Contacts): Contacts {
  const merged = new Map(ours);
  for (const [member, contact] of theirs) {
    const known = merged.get(member);
    if (known === undefined || isLater(contact, known)) merged.set(member, contact);
  }
  return merged;
}

/**
 * Enters numbers; an empty one removes. When nothing changes the very same map is given back.
 *
 * @param now clock of this device; a change is always later than what it changes, whatever the clock says
 */
export function changeContacts(
  contacts: Contacts,
  phones: ReadonlyMap<string, string>,
  now: number,
): Contacts {
  const changed = new Map(contacts);
  for (const [member, phone] of phones) {
    const known = changed.get(member);
    if ((known?.phone ?? '') === phone) continue;
    const at = Math.max(now, (known?.at ?? 0) + 1);
    changed.set(member, { ...(phone !== '' && { phone: phone.slice(0, mostPhone) }), at });
  }
  return [...changed].every(([member, contact]) => contacts.get(member) === contact) ? contacts : changed;
}

/** The numbers there are. */
export function phonesIn(contacts: Contacts): Map<string, string> {
  return new Map(
    [...contacts].flatMap(([member, { phone }]) => (phone === undefined ? [] : [[member, phone]])),
  );
}

function isLater(one: Contact, other: Contact): boolean {
  return one.at === other.at ? (one.phone ?? '') > (other.phone ?? '') : one.at > other.at;
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
    if (!isCanonicalJson(text)) throw new DamagedDocument('written in another way than here');
  } catch (cause) {
    throw new DamagedDocument('the bytes are no phone numbers', { cause });
  }
  const fields = fieldsIn(value);
  if (fields?.['v'] !== 1 || Object.keys(fields).length !== 2)
    throw new DamagedDocument('phone numbers of an unknown version');
  return fields;
}

function checkMember(member: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(member)) throw new DamagedDocument('a phone number of nobody');
  return member;
}

function toContact(value: unknown): Contact {
  const { phone, at, ...more } = fieldsIn(value) ?? {};
  const isPhone =
    phone === undefined || (typeof phone === 'string' && phone !== '' && phone.length <= mostPhone);
  if (
    !isPhone ||
    typeof at !== 'number' ||
    !Number.isSafeInteger(at) ||
    at < 0 ||
    Object.keys(more).length > 0
  )
    throw new DamagedDocument('what stands for a phone number is none');
  return { ...(typeof phone === 'string' && { phone }), at };
}
