/**
 * This base was written by a newer version of the app, which may keep things there that this one would
 * lose or misread; so it is not opened at all. Nothing was changed.
 */
export class NewerBase extends Error {
  override name = 'NewerBase';
}
