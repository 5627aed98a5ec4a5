import { EditorState, Transaction } from '@codemirror/state';

/** Half of a character of two units, NUL, and what else than a line feed ends a line. */
const harmful = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\0|\r\n?/g;

/**
 * What is typed, pasted or done by a command is made such that every program keeps it unit for unit: a half of a
 * character becomes the sign for one that is missing, NUL goes, and lines end with a line feed.
 */
export const harmlessText = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.annotation(Transaction.remote) === true) return transaction;
  const { newDoc } = transaction;
  const mended = new Map<number, { from: number; to: number; insert: string }>();
  transaction.changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    // A change can leave half of a character beside it; whether that is a half is seen from one more.
    const start = Math.max(0, fromB - 2);
    for (const { 0: found, index } of newDoc.sliceString(start, toB + 2).matchAll(harmful)) {
      const from = start + index;
      const to = from + found.length;
      const isHalf = found >= '\uD800';
      if (isHalf ? from < fromB - 1 || from > toB : from < fromB || to > toB) continue;
      mended.set(from, { from, to, insert: isHalf ? '\uFFFD' : found === '\0' ? '' : '\n' });
    }
  }, true);
  if (mended.size === 0) return transaction;
  return [transaction, { changes: [...mended.values()], sequential: true }];
});
