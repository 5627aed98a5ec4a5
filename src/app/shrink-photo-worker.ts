import { shrinkPicture } from './shrink-picture.ts';

/** Makes one photo small, and is then let go: what a large one took is free again. */
onmessage = async ({ data }: MessageEvent<Blob>) => {
  try {
    postMessage(await shrinkPicture(data));
  } catch {
    postMessage('failed');
  }
};
