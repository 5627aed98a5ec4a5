import { expect, test } from 'vitest';
import { pictureSize } from '../../src/app/picture-size.ts';
import { shrinkPhoto } from '../../src/app/shrink-photo.ts';

type Paint = (context: OffscreenCanvasRenderingContext2D) => void;

async function picture(
  width: number,
  height: number,
  paint: Paint,
  type = 'image/jpeg',
  quality = 0.9,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas.getContext('2d')!);
  return await canvas.convertToBlob({ type, quality });
}

/** Left half red, right half blue. */
const halves: Paint = (context) => {
  const { width, height } = context.canvas;
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00f';
  context.fillRect(width / 2, 0, width / 2, height);
};

/** Nothing of it can be made small by leaving something out. */
const noise: Paint = (context) => {
  const { width, height } = context.canvas;
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  let state = 7;
  for (let at = 0; at < words.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    words[at] = (state ^ (state >>> 15)) | 0xff000000;
  }
  context.putImageData(image, 0, 0);
};

/** What came out, opened again. */
async function opened(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ width: number; height: number; at: (x: number, y: number) => string }> {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const at = (x: number, y: number): string => {
    const [red = 0, green = 0, blue = 0] = context.getImageData(x, y, 1, 1).data;
    return red > 200 && green > 200 ? 'white' : red > 150 ? 'red' : blue > 150 ? 'blue' : 'other';
  };
  return { width, height, at };
}

/** A segment with what a camera writes: how it was held (Exif 2.3, tag 0x0112), and some words. */
function withExif(jpeg: Uint8Array, orientation: number, words: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(words);
  const tiff = new Uint8Array(26 + text.length);
  const view = new DataView(tiff.buffer);
  view.setUint32(0, 0x4d4d002a);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, 0x0112);
  view.setUint16(12, 3);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  tiff.set(text, 26);
  const head = new Uint8Array([0xff, 0xe1, 0, 0, 0x45, 0x78, 0x69, 0x66, 0, 0]);
  new DataView(head.buffer).setUint16(2, 8 + tiff.length);
  const whole = new Uint8Array(jpeg.length + head.length + tiff.length);
  whole.set(jpeg.subarray(0, 2));
  whole.set(head, 2);
  whole.set(tiff, 2 + head.length);
  whole.set(jpeg.subarray(2), 2 + head.length + tiff.length);
  return whole;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

test('a photo of 40 MB is taken in and comes out below one', async () => {
  const large = await picture(4400, 3300, noise, 'image/jpeg', 1);
  const blob = new Blob([large, new Uint8Array(Math.max(0, 40_000_000 - large.size))]);
  expect(blob.size).toBeGreaterThanOrEqual(40_000_000);
  let frames = 0;
  let isRunning = true;
  const tick = (): void => {
    frames += 1;
    if (isRunning) setTimeout(tick);
  };
  tick();
  const made = await shrinkPhoto(blob);
  isRunning = false;
  expect(made.length).toBeLessThanOrEqual(1_000_000);
  const { width, height } = await opened(made);
  expect(Math.max(width, height)).toBeLessThanOrEqual(2000);
  expect(width / height).toBeCloseTo(4 / 3, 2);
  // The page went on meanwhile.
  expect(frames).toBeGreaterThan(10);
});

test('it stands upright as the camera was held, and nothing that the camera wrote is left', async () => {
  const plain = new Uint8Array(await (await picture(3000, 1000, halves)).arrayBuffer());
  const lying = withExif(plain, 6, 'GPS 39.9N 116.4E');
  expect(textOf(lying)).toContain('GPS 39.9N');
  const made = await shrinkPhoto(new Blob([lying]));
  expect(textOf(made)).not.toContain('GPS');
  expect(textOf(made)).not.toContain('Exif');
  const { width, height, at } = await opened(made);
  expect([width, height]).toEqual([667, 2000]);
  // Turned to the right, what was left is above.
  expect([at(300, 300), at(300, 1700)]).toEqual(['red', 'blue']);
});

test('a small one keeps its size, and what one can see through becomes white', async () => {
  const made = await shrinkPhoto(await picture(300, 200, () => undefined, 'image/png'));
  const { width, height, at } = await opened(made);
  expect([width, height, at(10, 10)]).toEqual([300, 200, 'white']);
  expect([...made.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
});

test('what is no picture, or too large, is refused by name', async () => {
  const refused = (photo: Blob): Promise<unknown> =>
    shrinkPhoto(photo).then(
      () => 'taken',
      (error: unknown) => (error as { fault?: string }).fault,
    );
  expect(await refused(new Blob(['no picture at all']))).toBe('no-picture');
  expect(await refused(new Blob([]))).toBe('no-picture');
  expect(
    await refused(new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' })),
  ).toBe('no-picture');
  expect(await refused(new Blob([new Uint8Array(60 * 1024 * 1024 + 1)]))).toBe('too-large');
  // A few bytes that say they are a square of 20 000: not even opened.
  const bomb = new Uint8Array(await (await picture(8, 8, halves, 'image/png')).arrayBuffer());
  new DataView(bomb.buffer).setUint32(16, 20_000);
  new DataView(bomb.buffer).setUint32(20, 20_000);
  expect(await refused(new Blob([bomb]))).toBe('too-many-pixels');
});

test('how large a picture is stands at its beginning', async () => {
  const size = async (photo: Blob): Promise<unknown> =>
    pictureSize(new Uint8Array(await photo.arrayBuffer()));
  expect(await size(await picture(301, 203, halves))).toEqual({ width: 301, height: 203 });
  expect(await size(await picture(301, 203, halves, 'image/png'))).toEqual({ width: 301, height: 203 });
  const jpeg = new Uint8Array(await (await picture(301, 203, halves)).arrayBuffer());
  expect(pictureSize(withExif(jpeg, 1, 'x'.repeat(5000)))).toEqual({ width: 301, height: 203 });
  for (let length = 0; length < 200; length++)
    expect(() => pictureSize(jpeg.subarray(0, length))).not.toThrow();
});
