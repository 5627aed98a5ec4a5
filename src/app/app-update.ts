import { Source, type Live } from './live.ts';

/** A newer version of the app, if one lies ready. */
export interface AppUpdate {
  /** A newer version is loaded and waits. */
  readonly ready: Live<boolean>;
  /** The app starts without a network from now on. */
  readonly offline: Live<boolean>;
  /** Takes the new version now; all tabs load again. */
  take(): void;
}

/** Registers the service worker. Where there is none (no secure context) the app says so and works on. */
export function watchForUpdate(): AppUpdate {
  const ready = new Source(false);
  const offline = new Source(false);
  let waiting: ServiceWorker | null = null;

  if ('serviceWorker' in navigator && import.meta.env.PROD) {
    const container = navigator.serviceWorker;
    const hadController = container.controller !== null;
    offline.set(hadController);
    container.addEventListener('controllerchange', () => {
      // The first worker only takes its place; a later one brings new files, so the page must follow.
      if (hadController || waiting !== null) location.reload();
      else offline.set(true);
    });
    const register = async (): Promise<void> => {
      const registration = await container.register('./sw.js', { scope: './' });
      const look = (worker: ServiceWorker | null): void => {
        if (worker === null) return;
        const judge = (): void => {
          if (worker.state === 'activated') offline.set(true);
          if (worker.state !== 'installed') return;
          if (container.controller === null) {
            offline.set(true);
            return;
          }
          waiting = worker;
          ready.set(true);
        };
        worker.addEventListener('statechange', judge);
        judge();
      };
      look(registration.waiting);
      look(registration.installing);
      registration.addEventListener('updatefound', () => look(registration.installing));
      void container.ready.then(() => offline.set(true));
    };
    void register().catch(() => undefined);
  }

  return { ready, offline, take: () => waiting?.postMessage({ type: 'SKIP_WAITING' }) };
}
