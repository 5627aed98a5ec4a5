import { contactsKey, saveContacts } from './contacts.ts';
import { placeOf } from './manifest-row.ts';
import { plain, withDocument } from './plain-document.ts';
import { fieldsIn } from './read-fields.ts';
import type { Change, Storage } from './storage.ts';
import { unlessDamaged } from './unless-damaged.ts';

const oldKey = 'contacts';

/**
 * Up to version 2 the phone numbers lay under a name without a space, in a document that could not be merged. When a
 * number was entered was not kept, so everything that is said from now on is later.
 *
 * @param startAutomerge called when there are any
 */
export async function moveContacts(storage: Storage, startAutomerge: () => Promise<void>): Promise<Change[]> {
  const bytes = await storage.get('documents', oldKey);
  if (bytes === undefined) return [];
  await startAutomerge();
  const phones = unlessDamaged(() => fieldsIn(withDocument(bytes, plain)['phones']) ?? {});
  // What cannot be read stays where it is, and does not keep the base from opening.
  if (phones === undefined) return [];
  const contacts = Object.entries(phones).flatMap(([member, phone]) =>
    typeof phone === 'string' && phone !== '' ? [[member, { phone, at: 0 }] as const] : [],
  );
  const { room, key } = placeOf(contactsKey);
  return [
    { room: 'documents', key: oldKey },
    { room, key, value: saveContacts(new Map(contacts)) },
  ];
}
