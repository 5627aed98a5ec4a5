import type { Page } from 'playwright';
import type { App } from '../../src/app/app.ts';

type WithApp = Element & { app: App };

/** Rooms of which one device may know that another one has what it has itself. */
export const agreedRooms = ['ledger', 'rules', 'editions'] as const;

/** A text that is to come in. */
export interface NewText {
  path: string;
  text: string;
}

/**
 * Says from now on which editions the shelf of a page has shown. What is said is out of the browser as soon as it
 * is shown.
 *
 * @param page with the app
 */
export async function watchShelf(page: Page, shown: (editions: string[]) => void): Promise<void> {
  await page.exposeFunction('guijuShown', shown);
  await page.locator('gj-connection-word').waitFor({ state: 'attached' });
  await page.evaluate(() => {
    const { app } = document.querySelector<WithApp>('gj-connection-word')!;
    const { guijuShown } = window as unknown as { guijuShown(editions: string[]): void };
    const seen = new Set<string>();
    let isLooking = false;
    let isDue = false;
    const look = async (): Promise<void> => {
      isDue = true;
      if (isLooking) return;
      isLooking = true;
      while (isDue) {
        isDue = false;
        const rows = await app.ask('shelf', app.today());
        const fresh = rows.map(({ edition }) => edition).filter((edition) => !seen.has(edition));
        for (const edition of fresh) seen.add(edition);
        if (fresh.length > 0) guijuShown(fresh);
      }
      isLooking = false;
    };
    app.changes.subscribe(() => void look());
    void look();
  });
}

/**
 * Says from now on what this device knows to be on the other one, as `<room>/<key>`: what lay here half a second
 * before the other was found to have the same. (Half a second, since the database has a thing a moment before the
 * engine counts it.)
 *
 * @param page with the app, of an office of two devices
 * @param base name of its database
 */
export async function watchAgreement(
  page: Page,
  base: string,
  agreed: (names: string[]) => void,
): Promise<void> {
  await page.exposeFunction('guijuAgreed', agreed);
  await page.evaluate(
    async ({ name, rooms }) => {
      const { app } = document.querySelector<WithApp>('gj-connection-word')!;
      const { guijuAgreed } = window as unknown as { guijuAgreed(names: string[]): void };
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(new Error(String(request.error))));
        });
      const db = await done(indexedDB.open(name));
      const told = new Set<string>();
      let here: { at: number; names: string[] }[] = [];
      const look = async (): Promise<void> => {
        const at = Date.now() + 500;
        const names: string[] = [];
        for (const room of rooms) {
          const keys = await done(
            db.transaction(room).objectStore(room).getAllKeys() as IDBRequest<string[]>,
          );
          names.push(...keys.map((key) => `${room}/${key}`));
        }
        here.push({ at, names });
        const { devices } = await app.ask('connections', undefined);
        const agreedAt = devices[0]?.agreedAt ?? 0;
        const there = here.filter((one) => one.at <= agreedAt).at(-1);
        if (there !== undefined) {
          here = here.slice(here.indexOf(there) + 1);
          const fresh = there.names.filter((one) => !told.has(one));
          for (const one of fresh) told.add(one);
          if (fresh.length > 0) guijuAgreed(fresh);
        }
        setTimeout(() => void look(), 150);
      };
      void look();
    },
    { name: base, rooms: agreedRooms },
  );
}

/** Brings texts in as a drop of files does. */
export async function bringTexts(page: Page, texts: readonly NewText[]): Promise<void> {
  await page.evaluate(async (some) => {
    const { app } = document.querySelector<WithApp>('gj-connection-word')!;
    const files = some.map(({ path, text }) => ({ path, file: new File([text], path.split('/').at(-1)!) }));
    await app.bringIn(files, () => undefined, new AbortController().signal);
  }, texts);
}

/** Signs all texts of the sample office that are not signed yet. */
export async function signAll(page: Page, secrecy: string): Promise<void> {
  await page.evaluate(async (by) => {
    const { app } = document.querySelector<WithApp>('gj-connection-word')!;
    await app.ask('registerAll', { secrecy: by, on: app.today() });
  }, secrecy);
}

/** An invitation for a device of a new member who has no roles. */
export async function inviteMember(page: Page, name: string): Promise<string> {
  return await page.evaluate(async (of) => {
    const { app } = document.querySelector<WithApp>('gj-connection-word')!;
    const { id: member } = await app.ask('saveMember', { name: of, roles: [] });
    return (await app.ask('invite', { member })).code;
  }, name);
}

/** What a page says of its base: all rules and how they stand, how it stands with others, whose entries contradict. */
export interface SaidBase {
  rules: string;
  standing: string;
  /** In full, to be told when it is not as it should be. */
  lines: string;
  forks: string[];
}

/** Asks a page how its base is now. */
export async function saidBase(page: Page): Promise<SaidBase> {
  return await page.evaluate(async () => {
    const { app } = document.querySelector<WithApp>('gj-connection-word')!;
    const view = await app.ask('connections', undefined);
    const { standing } = view;
    const lines = JSON.stringify(view);
    const { troubles } = await app.ask('office', undefined);
    const rows = await app.ask('shelf', app.today());
    const rules = rows.map(({ id, title, edition, editions, signing }) =>
      [id, title, edition, editions, signing].join(' '),
    );
    const forks = troubles.flatMap((one) => (one.kind === 'fork' ? [one.name] : []));
    return { rules: rules.sort().join('\n'), standing, lines, forks };
  });
}
