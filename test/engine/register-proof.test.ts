import { afterAll, beforeAll, expect, test } from 'vitest';
import { splitProof } from '../../src/exchange/proof/read-proof.ts';
import { makeSeal, writeSeal } from '../../src/ledger/proof-seal.ts';
import type { RegisterProofData } from '../../src/engine/registers/register-proof-data.ts';
import { verifyRegister, verifyRegisterFile } from '../../src/engine/registers/verify-register.ts';
import type { Register, RegisterForm } from '../../src/office/registers/register.ts';
import { Random } from '../faults/random.ts';
import { SomeCirculation } from './some-circulated-text.ts';

type Data = Omit<RegisterProofData, 'register'> & { register: Register };

let made: SomeCirculation;
const files = new Map<RegisterForm, Uint8Array>();

beforeAll(async () => {
  made = await SomeCirculation.open();
  await made.acknowledge();
  await made.acknowledge({ behalf: { members: [made.others[0]!], means: 'meeting', reason: '支部大会' } });
  for (const form of ['incoming', 'slip', 'receipts', 'missing', 'history'] as const)
    files.set(form, (await made.one.ask('registerFile', { ...made.asked(form), as: 'proof' })).bytes);
});
afterAll(() => made.one.close());

const dataOf = (form: RegisterForm): Data => structuredClone(splitProof(files.get(form)!)!.value) as Data;

async function faultOf(form: RegisterForm, change: (data: Data) => void): Promise<unknown> {
  const data = dataOf(form);
  change(data);
  const { valid, fault } = await verifyRegister(JSON.parse(JSON.stringify(data)));
  expect(valid).toBe(fault === undefined);
  return fault;
}

test('every form goes out as a file that verifies and says the same as the register in the app', async () => {
  for (const [form, bytes] of files) {
    const verdict = await verifyRegisterFile(bytes);
    expect([form, verdict.valid, verdict.fault]).toEqual([form, true, undefined]);
    const live = await made.one.ask('register', made.asked(form));
    expect(verdict.register!.rows, form).toEqual(live.rows);
    expect(verdict.register!.head, form).toEqual(live.head);
  }
});

test('one’s own history is a proof too, and each file that was handed out is signed for', async () => {
  const { name, bytes } = await made.one.ask('historyFile', { language: 'en', on: '2026-03-09' });
  expect(name).toBe('Own acknowledgements 2026-03-09 proof.html');
  const verdict = await verifyRegisterFile(bytes);
  expect(verdict).toMatchObject({ valid: true, register: { form: 'history' } });
  expect(verdict.register!.rows).toHaveLength(1);
  expect([...made.one.engine.office.ledger.chains.all()].at(-1)!.act).toMatchObject({
    type: 'export',
    what: 'history',
  });
});

test('an altered row is told by its number', async () => {
  const data = dataOf('receipts');
  data.register.rows[2]![2] = '周明远';
  expect(await verifyRegister(data)).toMatchObject({ valid: false, fault: 'register', differs: [2] });
  const more = dataOf('receipts');
  more.register.rows.push(more.register.rows[0]!);
  expect(await verifyRegister(more)).toMatchObject({ valid: false, fault: 'register', differs: [3] });
  const fewer = dataOf('missing');
  fewer.register.rows.pop();
  expect(await verifyRegister(fewer)).toMatchObject({ valid: false, fault: 'register', differs: [0] });
});

test('nothing can be changed, left out, put in or given another maker', async () => {
  const cases: [RegisterForm, unknown, (data: Data) => void][] = [
    ['receipts', 'register', (data) => (data.register.title = '签收册')],
    ['receipts', 'register', (data) => (data.register.head[0]!.value = '《另一份》')],
    ['receipts', 'register', (data) => data.register.notes.pop()],
    ['receipts', 'register', (data) => ((data.register.rows[0]![5] as { at: number }).at -= 60_000)],
    ['missing', 'register', (data) => (data.order.on = '2026-03-01')],
    ['receipts', 'register', (data) => (data.order.at += 1)],
    ['receipts', 'register', (data) => (data.order.by = made.others[1]!)],
    // Somebody's acknowledgement is left out, and the rows are made to fit.
    ['receipts', 'register', (data) => leaveOut(data, 'acknowledge')],
    ['receipts', 'signature', (data) => (data.entries[0]!.sig = data.entries[1]!.sig)],
    [
      'receipts',
      'signature',
      (data) => (data.entries.at(-1)!.body = data.entries.at(-1)!.body.replace('"at":1', '"at":2')),
    ],
    ['receipts', 'incomplete', (data) => leaveOut(data, 'genesis')],
    ['receipts', 'incomplete', (data) => (data.order.circulation = 'a'.repeat(64))],
    ['receipts', 'incomplete', (data) => (data.entries = [])],
    ['receipts', 'other-office', (data) => (data.office = 'a'.repeat(64))],
    ['receipts', 'malformed', (data) => data.entries.push(data.entries[0]!)],
    ['receipts', 'malformed', (data) => (data.order.language = 'fr' as 'en')],
    ['receipts', 'malformed', (data) => (data.order.zone = 0.5)],
    ['receipts', 'malformed', (data) => (data.editions = [{ text: 1.5 }])],
    ['receipts', 'malformed', (data) => (data.kind = 'edition' as 'register')],
    ['incoming', 'register', (data) => (data.incoming = [])],
    ['incoming', 'register', (data) => data.editions.pop()],
    ['slip', 'register', (data) => ((data.editions[0] as { docNo: string }).docNo = '临政办〔2026〕4号')],
    ['history', 'maker', (data) => (data.maker = data.maker.replace(/ES256 \w{4}/, 'ES256 0000'))],
    ['history', 'maker', (data) => (data.maker = writeSeal({ alg: 'SHA-256', hash: 'a'.repeat(64) }))],
    ['history', 'maker', (data) => (data.maker = dataOf('slip').maker)],
    // The recount is the same without it, but the maker has signed for it.
    ['history', 'maker', (data) => (data.witnesses['a'.repeat(64)] = 'b'.repeat(64))],
  ];
  for (const [form, expected, change] of cases)
    expect(await faultOf(form, change), String(change)).toBe(expected);
});

test('a register that was made anew from fewer entries has no maker', async () => {
  const data = dataOf('missing');
  leaveOut(data, 'acknowledge');
  const verdict = await verifyRegister(data);
  expect(verdict.fault).toBe('register');
  // Whoever writes the rows anew so that they fit cannot sign for them.
  data.register = verdict.register!;
  expect((await verifyRegister(data)).fault).toBe('maker');
});

test('no byte of the file can be changed', async () => {
  const bytes = files.get('receipts')!;
  const random = new Random(20_260_309);
  const dataAt = Buffer.from(bytes).indexOf('id="proof">');
  const taken: number[] = [];
  for (let i = 0; i < 300; i++) {
    const changed = Uint8Array.from(bytes);
    const at =
      i < 60 ? bytes.length - 1 - i : i < 200 ? dataAt + random.below(9000) : random.below(bytes.length);
    changed[at]! ^= 1 << random.below(8);
    if ((await verifyRegisterFile(changed)).valid) taken.push(at);
  }
  expect(taken).toEqual([]);
  expect((await verifyRegisterFile(new Uint8Array())).fault).toBe('malformed');
});

test('a closing seal by anybody does not help', async () => {
  const text = new TextDecoder().decode(files.get('receipts'));
  const changed = new TextEncoder().encode(
    text.slice(0, text.lastIndexOf('<!--guiju-seal ')).replaceAll('支部大会', '支部小会'),
  );
  const seal = new TextEncoder().encode(writeSeal(await makeSeal(changed)));
  expect((await verifyRegisterFile(Uint8Array.from([...changed, ...seal]))).fault).toBe('signature');
});

test('the page asks nobody, and words of people cannot leave the data', async () => {
  const evil = '</script><script>alert(1)</script><!--';
  const other = await SomeCirculation.open([evil, '王磊'], { note: evil });
  const { bytes } = await other.one.ask('registerFile', { ...other.asked('missing'), as: 'proof' });
  const text = new TextDecoder().decode(bytes);
  expect(text.match(/<script/g)).toHaveLength(2);
  expect(text.match(/<!--/g)).toHaveLength(1);
  expect(text).not.toContain('innerHTML');
  const verdict = await verifyRegisterFile(bytes);
  expect(verdict.valid).toBe(true);
  expect(verdict.register!.rows.flat()).toContain(evil);
  await other.one.close();
});

function leaveOut(data: Data, type: string): void {
  const at = data.entries.findLastIndex(({ body }) => body.includes(`"type":"${type}"`));
  data.entries.splice(at, 1);
}
