/** On a narrow screen the parts of a page do not all fit beside each other: brings the one that is open into view. */
export function showCurrentPart(page: HTMLElement): void {
  const current = page.querySelector<HTMLElement>('.parts [aria-current]');
  const row = current?.parentElement;
  if (current == null || row == null) return;
  const { left, right } = current.getBoundingClientRect();
  const box = row.getBoundingClientRect();
  if (left < box.left) row.scrollLeft -= box.left - left;
  else if (right > box.right) row.scrollLeft += right - box.right;
}
