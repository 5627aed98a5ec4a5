/** What was done could not be done to this text: a place outside it, or more than a draft may hold. */
export class BadEdit extends Error {
  override name = 'BadEdit';
}
