/**
 * Runs a task unless another tab is just running one of this name (Web Locks); without locks it just runs.
 *
 * @param name such as `office:bundle-folder`
 */
export async function aloneInBrowser(name: string, task: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return await task();
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await task();
  });
}
