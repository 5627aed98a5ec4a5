import { pictureSize } from './picture-size.ts';

/** Why a photo is not taken: no picture that this browser can open, a file or a picture that is too large, or it failed. */
export type PhotoFault = 'no-picture' | 'too-large' | 'too-many-pixels' | 'failed';

/** Pixels of the longest side; names on a sheet can still be read. */
export const longestSide = 2000;
/** In bytes. */
export const mostShrunk = 1_000_000;
/** In bytes, and in pixels: more does not fit into the memory of a phone. */
export const mostPhotoFile = 60 * 1024 * 1024;
const mostPixels = 100_000_000;
/** So much of a file is looked at for its size: what cameras put before that is shorter. */
const headBytes = 512 * 1024;
const qualities = [0.85, 0.7, 0.55, 0.4];

/**
 * A photo made small enough to be carried: upright as the camera held it, on white, and of what the camera wrote into it –
 * the place, the time, the device – nothing, since only its pixels are drawn anew.
 *
 * @returns a JPEG, or why there is none
 */
export async function shrinkPicture(photo: Blob): Promise<Uint8Array<ArrayBuffer> | PhotoFault> {
  if (photo.size > mostPhotoFile) return 'too-large';
  const stated = pictureSize(new Uint8Array(await photo.slice(0, headBytes).arrayBuffer()));
  if (stated !== undefined && stated.width * stated.height > mostPixels) return 'too-many-pixels';
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
  } catch {
    return 'no-picture';
  }
  try {
    if (picture.width * picture.height > mostPixels) return 'too-many-pixels';
    for (let side = longestSide; side > 100; side *= 0.75) {
      const scale = Math.min(1, side / Math.max(picture.width, picture.height));
      const canvas = canvasOf(picture.width * scale, picture.height * scale);
      const context = canvas.getContext('2d') as CanvasRenderingContext2D | null;
      if (context === null) return 'failed';
      context.fillStyle = '#fff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of qualities) {
        const made = await jpegOf(canvas, quality);
        if (made.size <= mostShrunk) return new Uint8Array(await made.arrayBuffer());
      }
    }
    return 'failed';
  } finally {
    picture.close();
  }
}

type Canvas = OffscreenCanvas | HTMLCanvasElement;

function canvasOf(width: number, height: number): Canvas {
  const [wide, high] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
  if (typeof OffscreenCanvas === 'function') return new OffscreenCanvas(wide, high);
  return Object.assign(document.createElement('canvas'), { width: wide, height: high });
}

async function jpegOf(canvas: Canvas, quality: number): Promise<Blob> {
  const type = 'image/jpeg';
  if ('convertToBlob' in canvas) return await canvas.convertToBlob({ type, quality });
  return await new Promise((resolve, reject) =>
    canvas.toBlob((made) => (made === null ? reject(new Error('no picture')) : resolve(made)), type, quality),
  );
}
