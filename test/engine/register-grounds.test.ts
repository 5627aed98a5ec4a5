import { expect, test } from 'vitest';
import { liveSources } from '../../src/engine/registers/live-sources.ts';
import { proofSources } from '../../src/engine/registers/proof-sources.ts';
import type { Entry } from '../../src/ledger/entry.ts';
import { CirculationBook } from '../../src/office/circulation-book.ts';
import { makeRegister } from '../../src/office/registers/make-register.ts';
import { registerGrounds } from '../../src/office/registers/register-entries.ts';
import type { RegisterForm, RegisterOrder } from '../../src/office/registers/register.ts';
import type { Catalogue } from '../../src/store/catalogue.ts';
import { asked, behalf, edition, publish, somePeople } from '../office/some-circulation.ts';

const noRows = { rows: () => [] } as unknown as Catalogue;

/** What one who reads, one who passes on and one who sends have signed, seen by each other. */
async function some() {
  const { p, l, m, say, said } = await somePeople();
  const circulation = (await say(p, asked)).id;
  await m.take(p.entries);
  await l.take(p.entries);
  const read = await say(m, { type: 'acknowledge', circulation, publish, edition, mode: 'read' });
  await l.take(m.entries);
  const head = p.ledger.chains.last(p.id)!;
  // The liaison officer has what both have signed, and says so; the reader has not said what they hold.
  const checkpoint = await say(l, {
    type: 'checkpoint',
    seen: [
      [m.id, read.seq, read.id],
      [p.id, head.seq, head.id],
    ],
  });
  await say(p, {
    type: 'acknowledge',
    circulation,
    publish,
    edition,
    mode: 'read',
    behalf: { ...behalf, members: ['p'] },
  });
  const book = new CirculationBook(p.ledger);
  const live = liveSources(book, noRows);
  const order = (form: RegisterForm): RegisterOrder => ({
    form,
    circulation,
    language: 'zh',
    on: '2026-03-09',
    at: 1_800_000_000_000,
    zone: 480,
    by: form === 'history' ? 'm' : 'p',
    device: p.id,
  });
  const again = (form: RegisterForm, change: (entries: Entry[], witnesses: Map<string, string>) => void) => {
    const grounds = registerGrounds(order(form), live);
    const entries = grounds.entries.map((id) => p.ledger.chains.get(id)!);
    change(entries, grounds.witnesses);
    return makeRegister(
      order(form),
      proofSources({
        office: p.ledger.office,
        entries,
        editions: [],
        incoming: [],
        witnesses: grounds.witnesses,
      }),
    )!;
  };
  return { live, order, again, read, checkpoint, said };
}

test('counted again from its grounds, a register has the same times of witnesses and the same who were reached', async () => {
  const { live, order, again, checkpoint } = await some();
  for (const form of ['slip', 'receipts', 'missing', 'history'] as const)
    expect(
      again(form, () => undefined),
      form,
    ).toEqual(makeRegister(order(form), live));
  const receipts = makeRegister(order('receipts'), live)!;
  const witnessed = receipts.rows.map((row) => row[6]);
  expect(witnessed).toContainEqual({ at: checkpoint.at });
  const missing = makeRegister(order('missing'), live)!;
  expect(missing.rows.map((row) => row[3])).toEqual(['已送达，未阅知']);
});

test('a witness is only believed when the checkpoint is there, says so, and is another’s', async () => {
  const { again, read, checkpoint } = await some();
  const witnessed = (form: RegisterForm, change: Parameters<typeof again>[1]): unknown =>
    again(form, change).rows.map((row) => row[4])[0];
  expect(witnessed('history', () => undefined)).toEqual({ at: checkpoint.at });
  expect(witnessed('history', (_, witnesses) => witnesses.clear())).toBe('');
  expect(witnessed('history', (_, witnesses) => witnesses.set(read.id, read.id))).toBe('');
  expect(
    witnessed('history', (entries) => {
      entries.splice(
        entries.findIndex(({ id }) => id === checkpoint.id),
        1,
      );
    }),
  ).toBe('');
});

test('a checkpoint is no witness of what was signed after it', async () => {
  const { again, checkpoint, said } = await some();
  const later = said.at(-1)!;
  const { rows } = again('receipts', (entries, witnesses) => {
    // It is in the file, as the witness of another's.
    expect(entries.map(({ id }) => id)).toContain(checkpoint.id);
    witnesses.set(later.id, checkpoint.id);
  });
  expect(rows.find((row) => row[8] === '阅知 纸质签名')![6]).toBe('');
});

test('nothing is in the grounds that the register does not rest on', async () => {
  const { live, order, said } = await some();
  const incoming = registerGrounds({ ...order('incoming') }, live).entries;
  expect(incoming).not.toContain(said.find(({ act }) => act.type === 'checkpoint')!.id);
  const history = registerGrounds(order('history'), live).entries;
  const others = said.find(({ act }) => act.type === 'acknowledge' && act.behalf !== undefined)!.id;
  // The newest entry of all is there for the cut-off, whoever signed it.
  const acknowledged = said.filter(({ act, id }) => act.type === 'acknowledge' && history.includes(id));
  expect(acknowledged.every(({ id }) => id !== others || id === said.at(-1)!.id)).toBe(true);
});
