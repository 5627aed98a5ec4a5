import type { PickedFile } from '../../src/engine/protocol.ts';

/** More than this at once is a mistake, such as a whole disk. */
const most = 50_000;

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  return new Promise((resolve, reject) => {
    // A reader gives its entries in portions and an empty one at the end.
    const next = (): void =>
      reader.readEntries((entries) => {
        if (entries.length === 0 || all.length > most) resolve(all);
        else {
          all.push(...entries);
          next();
        }
      }, reject);
    next();
  });
}

async function collect(entry: FileSystemEntry, path: string, into: PickedFile[]): Promise<void> {
  if (into.length >= most) return;
  const here = path === '' ? entry.name : `${path}/${entry.name}`;
  if (entry.isFile) {
    into.push({ path: here, file: await fileOf(entry as FileSystemFileEntry) });
  } else if (entry.isDirectory && !entry.name.startsWith('.')) {
    for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) await collect(child, here, into);
  }
}

/** What was dropped: files, and all files below dropped folders, with their paths. Must be called within the drop event. */
export function droppedFiles(transfer: DataTransfer): Promise<PickedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  return (async () => {
    const files: PickedFile[] = [];
    if (entries.some((entry) => entry !== null)) {
      for (const entry of entries) if (entry !== null) await collect(entry, '', files);
      // One folder that was dropped names the pile; the folders in it are categories.
      if (entries.length === 1 && entries[0]?.isDirectory) return files.map(withoutRoot);
    } else {
      files.push(...plain.map((file) => ({ path: file.name, file })));
    }
    return files;
  })();
}

const withoutRoot = ({ path, file }: PickedFile): PickedFile => ({
  path: path.slice(path.indexOf('/') + 1),
  file,
});

/** What was picked in a file dialog. */
export function pickedFiles(list: FileList): PickedFile[] {
  return [...list].map((file) =>
    file.webkitRelativePath === ''
      ? { path: file.name, file }
      : withoutRoot({ path: file.webkitRelativePath, file }),
  );
}
