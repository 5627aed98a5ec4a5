/**
 * How wide and high a JPEG (ITU-T T.81) or PNG (ISO/IEC 15948) says it is, so that a picture that would not fit into memory
 * is not opened to find out.
 *
 * @param head the beginning of the file
 * @returns in pixels; undefined for other kinds of pictures, or when it does not stand there
 */
export function pictureSize(head: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length >= 24 && view.getUint32(0) === 0x89504e47)
    return { width: view.getUint32(16), height: view.getUint32(20) };
  if (head.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= head.length;) {
    const marker = view.getUint16(at);
    if (marker === 0xffff) {
      at += 1;
      continue;
    }
    if (marker < 0xffc0) return undefined;
    // Frames of whatever coding; C4, C8 and CC are tables.
    if (marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
