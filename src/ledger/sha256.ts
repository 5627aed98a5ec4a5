/**
 * SHA-256 (FIPS 180-4) over a purpose and bytes. The purpose keeps hashes of different things apart even
 * when their bytes agree.
 *
 * @param purpose such as `guiju/edition/1`; a zero byte is put between it and the bytes
 */
export async function sha256(purpose: string, bytes: Uint8Array): Promise<Uint8Array> {
  const head = new TextEncoder().encode(`${purpose}\0`);
  const whole = new Uint8Array(head.length + bytes.length);
  whole.set(head);
  whole.set(bytes, head.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}
