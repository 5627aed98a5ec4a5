import type { RemarkView } from '../../../src/engine/remarks-protocol.ts';

/** Remarks of one article. */
export interface RemarkGroup {
  /** Number of the article now; empty before the first. */
  label: string;
  address: string;
  remarks: RemarkView[];
}

export const remarkFilters = ['open', 'mine', 'settled', 'all'] as const;
export type RemarkFilter = (typeof remarkFilters)[number];

export function isShown({ standing, asksMe }: RemarkView, filter: RemarkFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'mine') return asksMe;
  return (standing.is === 'open') === (filter === 'open');
}

/** Remarks by article, in the order of the text; those whose words are gone come last. */
export function remarkGroups(remarks: readonly RemarkView[]): RemarkGroup[] {
  const placed = remarks
    .filter(({ place }) => place.is !== 'gone')
    .sort((a, b) => (a.place.from ?? Infinity) - (b.place.from ?? Infinity));
  const groups: RemarkGroup[] = [];
  for (const remark of placed) {
    const { label, address } = remark.place;
    const group = groups.find((one) => one.address === address);
    if (group === undefined) groups.push({ label, address, remarks: [remark] });
    else group.remarks.push(remark);
  }
  return groups;
}
