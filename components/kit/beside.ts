/**
 * Puts a floating panel below an anchor, or above it where there is more room, within the window.
 * The panel must already be shown, so that it has a size.
 */
export function placeBeside(panel: HTMLElement, anchor: Element): void {
  const margin = 8;
  const at = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = innerHeight - at.bottom - margin;
  const above = at.top - margin;
  const top = below >= height || below >= above ? at.bottom + 4 : at.top - height - 4;
  const left = Math.min(at.left, document.documentElement.clientWidth - width - margin);
  panel.style.top = `${Math.max(margin, Math.min(top, innerHeight - height - margin))}px`;
  panel.style.left = `${Math.max(margin, left)}px`;
}
