/** Why a file could not be put into the chosen folder. Words for it are in the interface. */
export type FolderFault =
  /** The browser wants to be asked again, which takes a click. */
  | 'permission'
  /** The folder was moved, renamed or deleted, or its disk is not there. */
  | 'folder-gone'
  | 'no-room'
  /** Whatever else the browser or the disk said. */
  | 'not-written';

export class FolderFailed extends Error {
  override name = 'FolderFailed';
  readonly fault: FolderFault;

  constructor(fault: FolderFault, options?: ErrorOptions) {
    super(fault, options);
    this.fault = fault;
  }
}

/** Files of one name that are counted on with -2, -3 and so on. */
const mostAlike = 1000;

/**
 * Puts a file into a folder, whole or not at all: the browser writes beside it and moves it into its place when it is closed.
 * A file that is there already is left alone.
 *
 * @param name may get a number before its ending
 * @returns the name it was given
 * @throws {FolderFailed}
 */
export async function writeToFolder(
  folder: FileSystemDirectoryHandle,
  name: string,
  content: Blob,
): Promise<string> {
  let given: string | undefined;
  try {
    given = await freeName(folder, name);
    const file = await folder.getFileHandle(given, { create: true });
    const stream = await file.createWritable();
    try {
      await stream.write(content);
      await stream.close();
    } catch (cause) {
      await stream.abort().catch(() => undefined);
      throw cause;
    }
    if ((await file.getFile()).size !== content.size) throw new FolderFailed('not-written');
    return given;
  } catch (cause) {
    // The name was taken before the content was there.
    if (given !== undefined) await folder.removeEntry(given).catch(() => undefined);
    throw toFailed(cause);
  }
}

async function freeName(folder: FileSystemDirectoryHandle, name: string): Promise<string> {
  const dot = name.lastIndexOf('.');
  for (let number = 1; number <= mostAlike; number++) {
    const one = number === 1 ? name : `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
    try {
      await folder.getFileHandle(one);
    } catch (cause) {
      if (nameOf(cause) === 'TypeMismatchError') continue;
      if (nameOf(cause) !== 'NotFoundError') throw cause;
      // A folder that is gone finds nothing either; making the file will tell.
      return one;
    }
  }
  throw new FolderFailed('not-written');
}

export function toFailed(cause: unknown): FolderFailed {
  if (cause instanceof FolderFailed) return cause;
  const faults: Record<string, FolderFault> = {
    NotAllowedError: 'permission',
    SecurityError: 'permission',
    NotFoundError: 'folder-gone',
    QuotaExceededError: 'no-room',
  };
  return new FolderFailed(faults[nameOf(cause)] ?? 'not-written', { cause });
}

function nameOf(cause: unknown): string {
  return cause instanceof DOMException ? cause.name : '';
}
