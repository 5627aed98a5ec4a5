import type { App } from './app.ts';

/**
 * Lets the engine try at once what it would try later, whenever there is a sign that it can succeed now: the network is
 * back, or somebody looks at the page again after the device slept.
 *
 * @returns ends it
 */
export function wakeEngine(app: Pick<App, 'ask'>, page: Window = window): () => void {
  const wake = (): void => {
    if (page.document.visibilityState === 'hidden') return;
    // An engine that cannot answer says so when it is asked for something that somebody waits for.
    app.ask('reconnect', undefined).catch(() => undefined);
  };
  const { document } = page;
  page.addEventListener('online', wake);
  page.addEventListener('pageshow', wake);
  document.addEventListener('visibilitychange', wake);
  // After the browser had frozen the page (Page Lifecycle, WICG).
  document.addEventListener('resume', wake);
  return () => {
    page.removeEventListener('online', wake);
    page.removeEventListener('pageshow', wake);
    document.removeEventListener('visibilitychange', wake);
    document.removeEventListener('resume', wake);
  };
}
