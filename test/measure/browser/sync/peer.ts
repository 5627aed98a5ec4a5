import { ImmutableString } from '@automerge/automerge/slim';
import wasmUrl from '@automerge/automerge/automerge.wasm?url';
import { type DocumentId, initializeWasm, Repo } from '@automerge/automerge-repo/slim';
import { IndexedDBStorageAdapter } from '@automerge/automerge-repo-storage-indexeddb';
import { ChannelAdapter } from './channel-adapter.ts';
import type { LineFigures } from './line-figures.ts';
import { RtcChannel } from './rtc-channel.ts';
import { storedBytes } from './stored-bytes.ts';

/**
 * One device of automerge-repo with its IndexedDB adapter, used as its guide says: a document for each edition, shared
 * with whoever connects. With `?text=immutable` texts cannot be edited by several people, as the product keeps editions.
 */
interface PeerEdition {
  title: string;
  text: string | ImmutableString;
}

await initializeWasm(wasmUrl);
const immutable = new URLSearchParams(location.search).get('text') === 'immutable';
const repo = new Repo({ storage: new IndexedDBStorageAdapter() });
let rtc: RtcChannel | undefined;
let adapter: ChannelAdapter | undefined;

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

const calls: Record<string, (args: never) => unknown> = {
  async bringIn() {
    const files = [...(document.querySelector('input')!.files ?? [])];
    const ids: DocumentId[] = [];
    for (const file of files) {
      const text = await file.text();
      const handle = repo.create<PeerEdition>({
        title: file.name.replace(/\.md$/, ''),
        text: immutable ? new ImmutableString(text) : text,
      });
      ids.push(handle.documentId);
    }
    await repo.flush(ids);
    return ids.length;
  },
  signal: (signal: Parameters<RtcChannel['signal']>[0]) => rtc?.signal(signal),
  /**
   * Opens a line and waits until so many documents are here and saved, and the other side has said of each what it has:
   * sooner it cannot be known that both have the same.
   */
  async line({ begin, goal }: { begin: 'call' | 'answer'; goal: number }): Promise<LineFigures> {
    rtc = new RtcChannel(begin);
    const channel = await rtc.open;
    const openedAt = performance.now();
    const before = Object.keys(repo.handles).length;
    const told = new Set<DocumentId>();
    let done = (): void => undefined;
    const all = new Promise<void>((resolve) => (done = resolve));
    adapter = new ChannelAdapter(channel, ({ documentId }) => {
      if (documentId !== undefined) told.add(documentId);
      if (told.size >= goal) done();
    });
    repo.networkSubsystem.addNetworkAdapter(adapter);
    await all;
    await until(() => Object.keys(repo.handles).length >= goal);
    await Promise.all(Object.values(repo.handles).map((handle) => handle.whenReady()));
    const agreedAt = performance.now();
    const isNew = before < goal;
    if (isNew) await repo.flush();
    return {
      savedMs: isNew ? performance.now() - openedAt : 0,
      agreedMs: agreedAt - openedAt,
      messages: adapter.messages,
      bytes: adapter.bytes,
      bytesOneWay: 0,
      greetingBytes: 0,
    };
  },
  hangUp() {
    if (adapter !== undefined) repo.networkSubsystem.removeNetworkAdapter(adapter);
  },
  stored: () => storedBytes('automerge'),
};

globalThis.ask = async (call, args) => await calls[call]!(args as never);
