import { expect, test } from 'vitest';
import { aloneInBrowser } from '../../src/app/alone-in-browser.ts';
import { BundleFolder } from '../../src/app/bundle-folder.ts';
import { folderMemory } from '../../src/app/folder-memory.ts';

const text = async (folder: FileSystemDirectoryHandle, name: string): Promise<string> =>
  await (await (await folder.getFileHandle(name)).getFile()).text();

test('a real folder gets whole files, and is known again after a start', async () => {
  const root = await navigator.storage.getDirectory();
  const chosen = await root.getDirectoryHandle(`bundles-${crypto.randomUUID()}`, { create: true });
  const base = `folder-${crypto.randomUUID()}`;
  let made = 0;
  const open = () =>
    BundleFolder.open({
      memory: folderMemory(base),
      now: () => 1_000,
      make: async (since) => ({
        name: '规矩.guiju',
        content: new Blob([`${++made} since ${since?.at ?? 'ever'}`]),
        mark: { at: made, heads: [{ device: 'd', seq: 1, id: 'e' }] },
      }),
      kept: () => undefined,
      alone: (task) => aloneInBrowser(base, task),
    });
  const folder = await open();
  expect(await folder.choose(() => Promise.resolve(chosen))).toBe(true);
  expect(folder.view.now.problem).toBeUndefined();
  expect(await text(chosen, '规矩.guiju')).toBe('1 since ever');
  const again = await open();
  expect(again.view.now).toMatchObject({ name: chosen.name, last: { at: 1_000, file: '规矩.guiju' } });
  await again.writeNow();
  expect(await text(chosen, '规矩-2.guiju')).toBe('2 since 1');
  expect(await text(chosen, '规矩.guiju')).toBe('1 since ever');
  // A folder that is gone is told as that.
  await root.removeEntry(chosen.name, { recursive: true });
  await again.writeNow();
  expect(again.view.now.problem).toBe('folder-gone');
});

test('of two tabs one writes', async () => {
  const name = crypto.randomUUID();
  const done: string[] = [];
  await aloneInBrowser(name, async () => {
    await aloneInBrowser(name, async () => void done.push('other'));
    done.push('one');
  });
  expect(done).toEqual(['one']);
});
