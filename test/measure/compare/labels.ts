import { readFileSync } from 'node:fs';

/** A pair of editions whose articles somebody has put together by reading them. */
export interface LabelledPair {
  title: string;
  before: string;
  after: string;
  /** Partners by number: `12-14>13-15 7>6,7 43,44>41 24> >46 ?8>9`; the head of the file says what they mean. */
  articles: string;
}

/** What was read of the articles of one pair, for one side: number → numbers on the other side. */
export interface Partners {
  required: Map<number, Set<number>>;
  permitted: Map<number, Set<number>>;
}

export function readLabels(path: string): LabelledPair[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as { pairs: LabelledPair[] }).pairs;
}

function numbersOf(list: string): number[] {
  return list
    .split(',')
    .filter(Boolean)
    .flatMap((part) => {
      const [from, to = from] = part.split('-').map(Number);
      return Array.from({ length: to! - from! + 1 }, (_, at) => from! + at);
    });
}

/** @throws {Error} on a range whose sides differ in length */
export function partnersOf({ articles, title }: LabelledPair): { before: Partners; after: Partners } {
  const sides = [0, 1].map((): Partners => ({ required: new Map(), permitted: new Map() }));
  const put = (side: number, permitted: boolean, number: number, other: number | undefined): void => {
    const map = sides[side]![permitted ? 'permitted' : 'required'];
    const set = map.get(number) ?? new Set();
    if (other !== undefined) set.add(other);
    map.set(number, set);
  };
  for (const token of articles.split(' ')) {
    const permitted = token.startsWith('?');
    const [left, right] = token.replace('?', '').split('>').map(numbersOf) as [number[], number[]];
    if (token.includes('-') && left.length !== right.length) throw new Error(`${title}: ${token}`);
    const links = token.includes('-')
      ? left.map((one, at): [number, number] => [one, right[at]!])
      : left.flatMap((one) => right.map((other): [number, number] => [one, other]));
    for (const [one, other] of links) {
      put(0, permitted, one, other);
      put(1, permitted, other, one);
    }
    if (right.length === 0) for (const one of left) put(0, permitted, one, undefined);
    if (left.length === 0) for (const one of right) put(1, permitted, one, undefined);
  }
  return { before: sides[0]!, after: sides[1]! };
}

/** Numbers of all articles that the labels speak of. */
export const labelled = ({ required, permitted }: Partners): number[] =>
  [...new Set([...required.keys(), ...permitted.keys()])].sort((a, b) => a - b);

/** Is this what was read: all that is required, and nothing that is not permitted? */
export function isRight(
  { required, permitted }: Partners,
  number: number,
  found: ReadonlySet<number>,
): boolean {
  const [must, may] = [required.get(number), permitted.get(number)];
  return (
    [...(must ?? [])].every((one) => found.has(one)) &&
    [...found].every((one) => must?.has(one) || may?.has(one))
  );
}
