/**
 * Bytes of all values of a database by store: of byte arrays their length, of anything else that of its JSON, with the
 * keys. What the browser adds for its own is not in it.
 */
export async function storedBytes(name: string): Promise<Record<string, number>> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
  const bytes: Record<string, number> = {};
  for (const store of db.objectStoreNames) {
    bytes[store] = await new Promise<number>((resolve, reject) => {
      let sum = 0;
      const request = db.transaction(store).objectStore(store).openCursor();
      request.addEventListener('error', () => reject(request.error));
      request.addEventListener('success', () => {
        const cursor = request.result;
        if (cursor === null) return resolve(sum);
        sum += sizeOf(cursor.key) + sizeOf(cursor.value);
        cursor.continue();
      });
    });
  }
  db.close();
  return bytes;
}

const encoder = new TextEncoder();

function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  if (typeof value === 'string') return encoder.encode(value).length;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + sizeOf(one), 0);
  if (typeof value === 'object' && value !== null)
    return Object.values(value).reduce<number>((sum, one) => sum + sizeOf(one), 0);
  return 8;
}
