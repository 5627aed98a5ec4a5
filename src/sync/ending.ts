/**
 * Why a line to another device ended. Every one has words in the interface, and its place in this list is what is
 * sent, so new ones go to the end.
 */
export const endings = [
  /** One side was done, or is closing the app. */
  'closed',
  /** The way broke: network gone, other side gone. */
  'lost',
  /** Nothing was heard for too long, or a question was not answered. */
  'silent',
  /** The other side could not show that it belongs to this office; it is told nothing else. */
  'stranger',
  /** It speaks a version that this app does not know. */
  'version',
  /** It was revoked, or its member has left. */
  'revoked',
  /** It sent what cannot be read, or what was not its turn. */
  'malformed',
  'too-large',
  /** It asks for, claims or sends more than anybody needs. */
  'too-many',
  /** It asked for or sent what it is not entitled to. */
  'not-entitled',
  /** A newer line to the same device took its place. */
  'replaced',
  /** This side could not read or save its own base. */
  'storage',
] as const;

export type Ending = (typeof endings)[number];
