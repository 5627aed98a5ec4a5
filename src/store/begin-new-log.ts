import { deleteDB, openDB } from 'idb';

/**
 * Makes the browser begin a new log file for its databases before anything is written to them. Chromium goes on writing
 * at the end of the log that it finds (LevelDB, `reuse_logs`), also when a cut of power has left half a record there, or
 * zeros. It reads over these once; but what is then written behind them, however durably, makes the log a damaged one
 * the next time, and Chromium throws the whole database away. Deleting a database ends a log: its contents go to a table
 * and the old file goes. So an empty database is made and deleted; other browsers lose nothing by it.
 *
 * @param base name of the database that is about to be used
 */
export async function beginNewLog(base: string): Promise<void> {
  const spare = `${base}:spare`;
  try {
    (await openDB(spare)).close();
    await deleteDB(spare);
  } catch {
    // A browser that has no room for it may still read; what it cannot write it says itself.
  }
}
