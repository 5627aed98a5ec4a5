import { isWhole } from '../store/file-head.ts';
import type { Files } from '../store/files.ts';
import type { Library } from '../store/library.ts';
import { joined } from '../sync/joined.ts';
import { behalfFault } from './behalf-fault.ts';

/** Where sheets and answers lie: they hold names, so only who may see names may have them. See `sync/spaces.ts`. */
const space = 'receipts';

/** As small as `app/shrink-photo.ts` makes them, and some room. */
const mostPhotoBytes = 2 * 1024 * 1024;

/** A hash in a signed entry, and how many bytes it stands for. */
export interface NamedFile {
  file: string;
  size: number;
}

/** Photographed sheets, and answers of people without the app, by the hash that stands in the ledger. */
export class KeptPhotos {
  #library: Library;
  /** Told when a file that was asked for has come. */
  #changed: () => void;
  #asked = new Set<string>();
  #isListening = false;

  constructor(library: Library, changed: () => void) {
    this.#library = library;
    this.#changed = changed;
  }

  /**
   * Keeps a photo before anything is signed that names it.
   *
   * @throws {EngineProblem} `bad-behalf`: `photo`
   * @throws {StorageFull | StorageFailed}
   */
  async keep(photo: Uint8Array): Promise<NamedFile> {
    const isJpeg = photo[0] === 0xff && photo[1] === 0xd8 && photo[2] === 0xff;
    if (!isJpeg || photo.length > mostPhotoBytes) throw behalfFault('photo');
    return await this.keepFile(photo);
  }

  /** @throws {StorageFull | StorageFailed} */
  async keepFile(bytes: Uint8Array): Promise<NamedFile> {
    const files = await this.#library.files();
    const { hash, size } = await files.keep(new Uint8Array(bytes), space);
    return { file: hash, size };
  }

  /** The bytes, when they are here; else they are asked for from whoever has them. */
  async bytes({ file, size }: NamedFile): Promise<Uint8Array | undefined> {
    const files = await this.#library.files();
    const head = files.head(file);
    if (head === undefined || !isWhole(head)) {
      if (size === 0 || size > mostPhotoBytes) return undefined;
      this.#listen(files);
      this.#asked.add(file);
      await files.want(file, size, space);
      return undefined;
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of files.read(file)) pieces.push(piece);
    return joined(...pieces);
  }

  #listen(files: Files): void {
    if (this.#isListening) return;
    this.#isListening = true;
    files.subscribe((head) => {
      if (isWhole(head) && this.#asked.delete(head.hash)) this.#changed();
    });
  }
}
