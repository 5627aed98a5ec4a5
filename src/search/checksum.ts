/**
 * A checksum against damage, not against malice: FNV-1a over four bytes at a time, because over fourteen
 * megabytes a bytewise one would cost tens of milliseconds of every start.
 */
export function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  // A copy only when the bytes do not lie on a word boundary.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  for (const word of words) {
    hash = Math.imul(hash ^ word, 0x01000193);
    hash ^= hash >>> 15;
  }
  for (let i = words.length * 4; i < aligned.length; i++) hash = Math.imul(hash ^ aligned[i]!, 0x01000193);
  return hash >>> 0;
}
