import { connect, someBases, type SomeBase, until, areEqual } from '../../sync/some-bases.ts';
import type { SomeLink } from '../../sync/some-link.ts';

/** Messages in which the two show who they are, each way. */
const greetings = 2;

export interface ManyDocumentsFigures {
  warmBytes: number;
  /** The longer of the two directions. */
  warmBytesOneWay: number;
  /** Messages each way: one is a single round trip. */
  warmMessages: number;
  oneChangedBytes: number;
}

/**
 * What two devices with the same rules say to each other, when nothing has changed and when one rule has. In this
 * process, over a link in memory with the product's own channel, as bytes do not depend on what carries them.
 */
export async function manyDocuments(rules: number): Promise<ManyDocumentsFigures> {
  const [here, there] = (await someBases('admin', 'member')) as [SomeBase, SomeBase];
  const titles = Array.from({ length: rules }, (_, i) => `第${i}号办法`);
  for (let at = 0; at < rules; at += 50)
    for (const base of [here, there]) await base.write(...titles.slice(at, at + 50));
  const meet = async (): Promise<SomeLink[]> => {
    const links = await connect(here, there);
    await until([here, there], areEqual(here, there));
    return links;
  };
  const warm = await meet();
  const bytes = warm.map(bytesOf);
  here.neighbours.close();
  await until([here, there], () => there.neighbours.list().length === 0);
  await here.library.setRuleMeta(here.library.catalogue.rows()[0]!.id, { unit: '行政科' });
  const changed = await meet();
  return {
    warmBytes: bytes[0]! + bytes[1]!,
    warmBytesOneWay: Math.max(...bytes),
    warmMessages: Math.max(...warm.map(({ sent }) => sent.length - greetings)),
    oneChangedBytes: changed.reduce((sum, link) => sum + bytesOf(link), 0),
  };
}

function bytesOf({ sent }: SomeLink): number {
  return sent.slice(greetings).reduce((sum, { length }) => sum + length, 0);
}
