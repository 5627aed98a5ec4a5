/** Measures of a ranking against judgements, as means over all questions. */
export interface Quality {
  mrr10: number;
  ndcg10: number;
  recall10: number;
  recall100: number;
}

/**
 * @param rankings document ids by question, the best first, up to 100
 */
export function qualityOf(
  rankings: ReadonlyMap<number, readonly number[]>,
  relevant: ReadonlyMap<number, ReadonlySet<number>>,
): Quality {
  const sum: Quality = { mrr10: 0, ndcg10: 0, recall10: 0, recall100: 0 };
  for (const [qid, ranking] of rankings) {
    const right = relevant.get(qid) ?? new Set<number>();
    const first = ranking.slice(0, 10).findIndex((id) => right.has(id));
    if (first !== -1) sum.mrr10 += 1 / (first + 1);
    let gain = 0;
    ranking.slice(0, 10).forEach((id, i) => {
      if (right.has(id)) gain += 1 / Math.log2(i + 2);
    });
    let ideal = 0;
    for (let i = 0; i < Math.min(10, right.size); i++) ideal += 1 / Math.log2(i + 2);
    if (ideal > 0) sum.ndcg10 += gain / ideal;
    const within = (n: number): number =>
      ranking.slice(0, n).filter((id) => right.has(id)).length / Math.max(1, right.size);
    sum.recall10 += within(10);
    sum.recall100 += within(100);
  }
  const n = Math.max(1, rankings.size);
  return {
    mrr10: sum.mrr10 / n,
    ndcg10: sum.ndcg10 / n,
    recall10: sum.recall10 / n,
    recall100: sum.recall100 / n,
  };
}
