/** More than this is no help to a reader and slow to draw. */
const most = 2000;

/**
 * All places below `root` where `wanted` stands, as ranges; letter case does not matter. Text that runs
 * over several nodes, as across a citation, is found within one block of text.
 */
export function textMatches(root: Element, wanted: string): Range[] {
  const needle = wanted.trim().toLowerCase();
  const found: Range[] = [];
  if (needle === '') return found;
  for (const block of root.querySelectorAll('p, h1, h2, h3, h4, td, th, li:not(:has(p)), pre')) {
    if (found.length >= most) break;
    const nodes: Text[] = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      if (!node.parentElement?.closest('.vh, button')) nodes.push(node);
    }
    const text = nodes
      .map((node) => node.data)
      .join('')
      .toLowerCase();
    for (
      let at = text.indexOf(needle);
      at !== -1 && found.length < most;
      at = text.indexOf(needle, at + needle.length)
    ) {
      const range = document.createRange();
      let before = 0;
      for (const node of nodes) {
        const after = before + node.length;
        if (at >= before && at < after) range.setStart(node, at - before);
        if (at + needle.length > before && at + needle.length <= after) {
          range.setEnd(node, at + needle.length - before);
          break;
        }
        before = after;
      }
      found.push(range);
    }
  }
  return found;
}
