import { plain, saveWhole, withDocument } from './plain-document.ts';
import { fieldsIn } from './read-fields.ts';
import type { Change, Storage } from './storage.ts';

const key = 'contacts';

/**
 * Phone numbers by member. They are in no ledger and in no history: whenever one changes the document is made anew,
 * so that a number which was removed is gone. Needs Automerge started.
 */
export async function readContacts(storage: Storage): Promise<Map<string, string>> {
  const bytes = await storage.get('documents', key);
  if (bytes === undefined) return new Map();
  const phones = fieldsIn(withDocument(bytes, plain)['phones']) ?? {};
  return new Map(Object.entries(phones).filter((one): one is [string, string] => typeof one[1] === 'string'));
}

export function contactsChange(phones: ReadonlyMap<string, string>): Change {
  const kept = [...phones].filter(([, phone]) => phone !== '');
  return { room: 'documents', key, value: saveWhole({ v: 1, phones: Object.fromEntries(kept) }) };
}
