/** One line about many. */
export function told(what: string, which: readonly string[]): string[] {
  if (which.length === 0) return [];
  return [
    `${what}: ${which.slice(0, 3).join(', ')}${which.length > 3 ? ` and ${which.length - 3} more` : ''}`,
  ];
}
