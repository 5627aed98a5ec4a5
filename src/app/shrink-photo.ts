import { mostPhotoFile, type PhotoFault, shrinkPicture } from './shrink-picture.ts';

/** A photo that is not taken, and why. */
export class PhotoRefused extends Error {
  override name = 'PhotoRefused';
  readonly fault: PhotoFault;

  constructor(fault: PhotoFault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * Makes a photo small enough to be carried, beside the page, which goes on meanwhile.
 *
 * @returns a JPEG of less than a megabyte, its longest side 2000 pixels at most
 * @throws {PhotoRefused}
 */
export async function shrinkPhoto(photo: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (photo.size > mostPhotoFile) throw new PhotoRefused('too-large');
  // Where a worker cannot draw, the page must.
  const made = await (typeof OffscreenCanvas === 'function' ? inWorker(photo) : shrinkPicture(photo));
  if (typeof made === 'string') throw new PhotoRefused(made);
  return made;
}

async function inWorker(photo: Blob): Promise<Uint8Array<ArrayBuffer> | PhotoFault> {
  const worker = new Worker(new URL('./shrink-photo-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array<ArrayBuffer> | PhotoFault>) =>
        resolve(data),
      );
      // Out of memory, for one.
      worker.addEventListener('error', () => resolve('failed'));
      worker.postMessage(photo);
    });
  } finally {
    worker.terminate();
  }
}
