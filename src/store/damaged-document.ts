/** Bytes that should be a document are none, or are not the one they should be. */
export class DamagedDocument extends Error {
  override name = 'DamagedDocument';
}
