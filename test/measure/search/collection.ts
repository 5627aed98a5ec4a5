import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** An article of the test collection. */
export interface TestArticle {
  id: number;
  title: string;
  subtitle: string;
  version: string;
  path: string[];
  label: string;
  text: string;
}

function lines(path: string): string[] {
  const bytes = readFileSync(path);
  const text = path.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
  return text.split('\n').filter((line) => line !== '');
}

export function readArticles(path: string): TestArticle[] {
  return lines(path).map((line) => JSON.parse(line) as TestArticle);
}

export function readQueries(path: string): { qid: number; q: string }[] {
  return lines(path).map((line) => JSON.parse(line) as { qid: number; q: string });
}

/** Relevant article ids by question. */
export function readJudgements(path: string): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  for (const line of lines(path).slice(1)) {
    const [qid, doc, relevance] = line.split('\t').map(Number);
    if (!relevance) continue;
    found.set(qid!, (found.get(qid!) ?? new Set()).add(doc!));
  }
  return found;
}

/** Articles of one text and version, which is what an edition is here. */
export function editionsOf(articles: readonly TestArticle[]): Map<string, TestArticle[]> {
  const editions = new Map<string, TestArticle[]>();
  for (const article of articles) {
    const key = `${article.title}|${article.subtitle}|${article.version}`;
    const list = editions.get(key);
    if (list) list.push(article);
    else editions.set(key, [article]);
  }
  return editions;
}
