/** An element with a class and what is in it. Strings become text, never HTML. */
export function node<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  kind: string,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (kind !== '') made.className = kind;
  made.append(...inside);
  return made;
}
