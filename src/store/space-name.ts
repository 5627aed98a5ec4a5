/**
 * Is this a name that a space may have: `members`, `editors`, `admins`, `receipts`, `unit:<id>` for the people of a unit,
 * `private:<id>` for one member's own devices, `draft:<id>` for a draft to which others than editors are invited?
 */
export function isSpaceName(name: string): boolean {
  return /^(members|editors|admins|receipts|(unit|private|draft):[a-z0-9][a-z0-9-]{0,63})$/.test(name);
}

/** Is this a name that a document may have within its space? */
export function isDocumentId(id: string): boolean {
  return /^[a-z0-9][a-z0-9:.-]{0,127}$/.test(id);
}
