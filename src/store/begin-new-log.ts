import { openDB } from 'idb';

/** Bytes of a value that Chromium still keeps in the log itself, and so many of them that a log (of 4 MB) is full. */
const fill = { bytes: 60_000, values: 75 };
const room = 'fill';

/**
 * Makes the browser begin a new log file for its databases, and waits until the one before is gone. Chromium goes on
 * writing at the end of the log that it finds (LevelDB, `reuse_logs`), also when a cut of power has left half a record
 * there, or zeros. It reads over these once; but what is then written behind them, however durably, makes the log a damaged
 * one the next time, and Chromium throws the whole database away. A log that is full ends: its contents go to a table. So
 * one is filled up, and a second, for which LevelDB waits until the table of the first is written. Other browsers lose
 * nothing by it.
 *
 * The zeros lie in a database of their own, always under the same keys; pressed together they take 0.4 MB. They are not
 * taken away: that would be one more change of the list of tables, which has the same fault as the log.
 *
 * @param base name of the database that is about to be written to
 */
export async function beginNewLog(base: string): Promise<void> {
  try {
    const db = await openDB(`${base}:fill`, 1, { upgrade: (fresh) => void fresh.createObjectStore(room) });
    const value = new Uint8Array(fill.bytes);
    for (const turn of [0, 1]) {
      const filling = db.transaction(room, 'readwrite', { durability: 'relaxed' });
      for (let i = 0; i < fill.values; i++) void filling.store.put(value, `${turn}/${i}`);
      await filling.done;
    }
    db.close();
  } catch {
    // There is no room for it, or no right: what cannot be written then says so itself.
  }
}
