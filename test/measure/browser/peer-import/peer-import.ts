import { ImmutableString } from '@automerge/automerge/slim';
import wasmUrl from '@automerge/automerge/automerge.wasm?url';
import { initializeWasm, Repo } from '@automerge/automerge-repo/slim';
import { IndexedDBStorageAdapter } from '@automerge/automerge-repo-storage-indexeddb';

/**
 * The same texts kept by automerge-repo, as its guide says: a document per edition, then wait until all of them
 * are written. It reads titles and dates off the names of the files and does not look into the texts.
 * A text is a plain string, which can then be edited by several people; with `?text=immutable` it is one that
 * cannot, as the product keeps editions.
 */
interface PeerEdition {
  title: string;
  date: string;
  category: string;
  text: string | ImmutableString;
}

await initializeWasm(wasmUrl);
const immutable = new URLSearchParams(location.search).get('text') === 'immutable';
const repo = new Repo({ storage: new IndexedDBStorageAdapter() });
const input = document.querySelector('input')!;
const output = document.querySelector('output')!;

async function bringIn(files: readonly File[]): Promise<number> {
  const ids = [];
  for (const file of files) {
    const text = await file.text();
    const [, title = file.name, date = ''] = /^(.*?)(?:\((.*)\))?\.md$/.exec(file.name) ?? [];
    const category = file.webkitRelativePath.split('/').at(-2) ?? '';
    const handle = repo.create<PeerEdition>({
      title,
      date,
      category,
      text: immutable ? new ImmutableString(text) : text,
    });
    ids.push(handle.documentId);
  }
  await repo.flush(ids);
  return ids.length;
}

input.addEventListener('change', () => {
  performance.mark('picked');
  const files = [...(input.files ?? [])].filter(({ name }) => name.endsWith('.md'));
  void bringIn(files).then((n) => {
    performance.measure('import', 'picked');
    output.textContent = String(n);
  });
});
output.textContent = 'ready';
