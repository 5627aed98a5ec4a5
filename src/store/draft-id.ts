/** Is this a name that a draft may have? */
export function isDraftId(id: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,40}$/.test(id);
}
