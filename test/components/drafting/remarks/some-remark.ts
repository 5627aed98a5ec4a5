import type { RemarksView, RemarkView } from '../../../../src/engine/remarks-protocol.ts';

/** A remark on words that are there. */
export function someRemark(change: Partial<RemarkView> = {}): RemarkView {
  return {
    id: 'one',
    by: 'm1',
    byName: '吴晓',
    at: Date.UTC(2026, 2, 2),
    text: '几点？',
    quote: '守时',
    isWhole: false,
    label: '第一条',
    place: { is: 'here', from: 10, to: 12, label: '第一条', address: 'a1' },
    standing: { is: 'open' },
    replies: [],
    isMine: false,
    version: '',
    earlier: [],
    asksMe: false,
    ...change,
  };
}

export const someView = (...remarks: RemarkView[]): RemarksView => ({
  heads: ['h1'],
  remarks,
  people: ['吴晓', '郑宁', '周明远'],
  mayWrite: true,
});

/** The words of an element as they are read. */
export const wordsIn = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

export function button(within: Element, words: string): HTMLButtonElement {
  const found = [...within.querySelectorAll('button')].find((one) => wordsIn(one) === words);
  if (found === undefined) throw new Error(`no button says ${words}`);
  return found;
}
