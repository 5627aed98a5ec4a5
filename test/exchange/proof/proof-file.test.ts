import { beforeAll, expect, test } from 'vitest';
import { EngineProblem } from '../../../src/engine/engine-problem.ts';
import { proofFacts } from '../../../src/exchange/proof/proof-facts.ts';
import { splitProof, verifyProofFile } from '../../../src/exchange/proof/read-proof.ts';
import { makeSeal, writeSeal } from '../../../src/ledger/proof-seal.ts';
import { ownVerifier } from '../../../src/ledger/verifier.ts';
import { lampRule, someOffice, type Issued } from '../../engine/some-proof.ts';
import { Random } from '../../faults/random.ts';

type Office = Awaited<ReturnType<typeof someOffice>>;

let office: Office;
let lamps: Issued;
let keys: Issued;
let name: string;
let bytes: Uint8Array;

beforeAll(async () => {
  office = await someOffice({
    '灯光管理规定(2026-03-02).md': lampRule,
    '钥匙管理规定(2026-03-02).md': '# 钥匙管理规定\n\n第一条 钥匙统一编号。\n',
  });
  lamps = await office.issue('灯光管理规定');
  keys = await office.issue('钥匙管理规定');
  ({ name, bytes } = await lamps.proof());
});

/** The file with a change in its text, and a hash for a seal: what anybody can make. */
async function resealed(change: (text: string) => string, from = bytes): Promise<Uint8Array> {
  const text = new TextDecoder().decode(from);
  const changed = new TextEncoder().encode(change(text.slice(0, text.lastIndexOf('<!--guiju-seal '))));
  const line = new TextEncoder().encode(writeSeal(await makeSeal(changed)));
  return Uint8Array.from([...changed, ...line]);
}

/** The data of the file, changed, in the same page. */
async function withData(change: (data: Data) => void, from = bytes): Promise<Uint8Array> {
  const data = splitProof(from)!.value as Data;
  change(data);
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return await resealed(
    (text) => text.replace(/(id="proof">).*?(<\/script>)/s, (_, a: string, b: string) => a + json + b),
    from,
  );
}

interface Data {
  office: string;
  publish: string;
  at: number;
  content: Record<string, unknown>;
  entries: { body: string; sig: string }[];
}

const dataOf = (file: Uint8Array): Data => splitProof(file)!.value as Data;
const faultOf = async (file: Uint8Array): Promise<string | undefined> => {
  const { valid, fault } = await verifyProofFile(file);
  expect(valid).toBe(fault === undefined);
  return fault;
};

test('an issued edition goes out as a file that verifies, and says who issued it', async () => {
  expect(name).toBe('《灯光管理规定》2026-03-02 证明.html');
  const verdict = await verifyProofFile(bytes);
  expect(verdict).toMatchObject({ valid: true, seal: 'signed' });
  const facts = proofFacts(verdict)!;
  expect(facts).toMatchObject({
    edition: lamps.edition,
    office: { name: '临江县行政服务中心' },
    signedBy: { member: '周明', unit: '办公室', device: '办公室的电脑' },
    roster: { epoch: 0, signedBy: ['周明'] },
    isFollowed: false,
  });
  expect(facts.office.fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  expect(facts.content.text).toContain('走廊的灯');
  expect(facts.endsOn).toBeUndefined();
});

test('the page is small, asks nobody, and holds no word of the text outside the data', () => {
  const text = new TextDecoder().decode(bytes);
  const page = text.replace(/id="proof">.*?<\/script>/s, '');
  expect(page.length).toBeLessThan(100_000);
  expect(page).not.toContain('走廊');
  expect(page).not.toContain('innerHTML');
  expect(text).toContain("default-src 'none'");
  expect(text.match(/<script/g)).toHaveLength(2);
  expect(text.match(/<!--/g)).toHaveLength(1);
});

test('words of a text cannot leave the data that they stand in', async () => {
  const evil = '</script><script>alert(1)</script><!--guiju-seal SHA-256 <img src=x onerror=alert(1)>';
  const made = await someOffice({ 'a.md': `# 门窗办法\n\n第一条 ${evil}\n` });
  const file = (await (await made.issue('门窗办法')).proof()).bytes;
  const text = new TextDecoder().decode(file);
  expect(text.match(/<script/g)).toHaveLength(2);
  expect(text.match(/<!--/g)).toHaveLength(1);
  const verdict = await verifyProofFile(file);
  expect(verdict.valid).toBe(true);
  expect(proofFacts(verdict)!.content.text).toContain(evil);
});

test('what was not issued has no proof', async () => {
  for (const what of [
    { rule: lamps.rule, edition: 'f'.repeat(64) },
    { rule: 'zzzzzzzzzz', edition: lamps.edition },
  ])
    await expect(office.engine.proof(what)).rejects.toThrow(EngineProblem);
});

test('a device that lost an entry gives out no proof that would not stand', async () => {
  const made = await someOffice();
  const issued = await made.issue('灯光管理规定');
  const first = (await made.storage.keys('ledger'))[0]!;
  await made.storage.write([{ room: 'ledger', key: first }], 'strict');
  await expect(issued.proof()).rejects.toThrow(/incomplete/);
});

test('no byte of the file can be changed', async () => {
  const random = new Random(20_260_401);
  const positions = new Set<number>([...Array(60).keys()].flatMap((i) => [i, bytes.length - 1 - i]));
  // The data and the seal are the smaller part, and the more interesting one.
  const dataAt = Buffer.from(bytes).indexOf('id="proof">');
  while (positions.size < 1200) positions.add(random.below(bytes.length));
  while (positions.size < 2200) positions.add(Math.min(bytes.length - 1, dataAt + random.below(9000)));
  const taken: number[] = [];
  for (const at of positions) {
    const changed = Uint8Array.from(bytes);
    changed[at]! ^= 1 << random.below(8);
    if ((await verifyProofFile(changed)).valid) taken.push(at);
  }
  expect(taken).toEqual([]);
});

test('nothing can be cut off, added or put in', async () => {
  const random = new Random(7);
  for (let i = 0; i < 60; i++) {
    const at = i < 20 ? bytes.length - 1 - i : random.below(bytes.length);
    expect(await faultOf(bytes.slice(0, at)), `cut at ${at}`).toBeDefined();
    const added = random.pick(['\n', ' ', '\0', '<!---->', '<script>1</script>']);
    const put = Buffer.concat([bytes.slice(0, at), Buffer.from(added), bytes.slice(at)]);
    expect(await faultOf(Uint8Array.from(put)), `put in at ${at}`).toBeDefined();
  }
  for (const added of ['\n', ' ', '\0', '<p>x'])
    expect(await faultOf(Uint8Array.from([...bytes, ...Buffer.from(added)]))).toBeDefined();
  expect(await faultOf(Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]))).toBeDefined();
  expect(await faultOf(Uint8Array.from([...bytes, ...bytes]))).toBeDefined();
  expect(await faultOf(new Uint8Array())).toBe('malformed');
});

test('a signature has one notation: its mirror image is a changed file', async () => {
  const text = new TextDecoder().decode(bytes);
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const mirrored = text.replace(/([0-9a-f]{64})-->\n$/, (_, s: string) => {
    return `${(order - BigInt(`0x${s}`)).toString(16).padStart(64, '0')}-->\n`;
  });
  expect(mirrored).not.toBe(text);
  expect(await faultOf(new TextEncoder().encode(mirrored))).toBe('seal');
});

test('closed with a hash it is as good, and as tight; the verdict says that nobody signed the page', async () => {
  const file = await resealed((text) => text);
  expect(await verifyProofFile(file)).toMatchObject({ valid: true, seal: 'hash' });
  const random = new Random(11);
  for (let i = 0; i < 200; i++) {
    const changed = Uint8Array.from(file);
    const at = i < 90 ? file.length - 1 - i : random.below(file.length);
    changed[at]! ^= 1 << random.below(8);
    expect((await verifyProofFile(changed)).valid, `byte ${at}`).toBe(false);
  }
});

test('what somebody changes who can make a new seal is found in the data', async () => {
  const other = dataOf((await keys.proof()).bytes);
  const cases: [expected: string, change: (data: Data) => void][] = [
    ['text', (data) => (data.content['text'] = `${String(data.content['text'])} `)],
    ['text', (data) => (data.content['title'] = '门窗管理规定')],
    ['text', (data) => (data.content['note'] = 1)],
    ['text', (data) => (data.content['note'] = 1.5)],
    ['text', (data) => (data.content = other.content)],
    ['incomplete', (data) => (data.publish = other.publish)],
    ['malformed', (data) => (data.publish = data.office)],
    ['other-office', (data) => (data.office = data.publish)],
    ['incomplete', (data) => (data.entries = data.entries.filter(({ body }) => !body.includes('genesis')))],
    ['incomplete', (data) => (data.entries = data.entries.filter(({ body }) => !body.includes('publish"')))],
    ['incomplete', (data) => (data.entries = [])],
    ['malformed', (data) => data.entries.push(data.entries[0]!)],
    ['malformed', (data) => (data.entries[0]!.sig += '=')],
    ['malformed', (data) => (data.entries[0]!.sig = `${data.entries[0]!.sig.slice(0, -1)}_`)],
    ['signature', (data) => (data.entries[0]!.sig += 'AA')],
    [
      'signature',
      (data) => ([data.entries[0]!.sig, data.entries[1]!.sig] = [data.entries[1]!.sig, data.entries[0]!.sig]),
    ],
    [
      'signature',
      (data) => (data.entries.at(-1)!.body = data.entries.at(-1)!.body.replace('"周明"', '"周日"')),
    ],
    ['malformed', (data) => (data.entries[0]!.body = ` ${data.entries[0]!.body}`)],
    ['malformed', (data) => ((data as { kind?: string }).kind = 'receipt')],
    ['malformed', (data) => (data.at = -1)],
  ];
  for (const [expected, change] of cases)
    expect(await faultOf(await withData(change)), change.toString()).toBe(expected);
});

test('an entry of another office spoils it', async () => {
  const elsewhere = await someOffice();
  const foreign = dataOf((await (await elsewhere.issue('灯光管理规定')).proof()).bytes);
  expect(await faultOf(await withData((data) => data.entries.push(foreign.entries[1]!)))).toBe(
    'other-office',
  );
  expect(await faultOf(await withData((data) => (data.office = foreign.office)))).toBe('other-office');
  expect(await faultOf(await withData((data) => (data.entries = foreign.entries)))).toBe('other-office');
});

test('a withdrawal, an end and a newer edition show in what is exported afterwards', async () => {
  const made = await someOffice({
    '灯光管理规定(2026-03-02).md': lampRule,
    '钥匙管理规定(2026-03-02).md': '# 钥匙管理规定\n\n第一条 钥匙统一编号。\n',
  });
  const first = await made.issue('灯光管理规定');
  await made.bring({ '灯光管理规定(2026-06-01).md': lampRule.replace('关灯', '关灯关扇') });
  const { engine } = made;
  const reading = await engine.read({ rule: first.rule, on: '2026-07-01' });
  const later = reading.timeline.find(({ date }) => date === '2026-06-01')!.edition;
  const view = await engine.publisher.prepare({ rule: first.rule, edition: later, on: '2026-07-01' });
  await engine.publisher.publish({
    rule: first.rule,
    edition: view.edition,
    meta: view.meta,
    change: 'revision',
    revises: first.edition,
    mapping: [],
    repeals: [],
    secrecy: '周明',
  });
  await engine.publisher.repeal({ rule: first.rule, on: '2027-01-01', reason: '不再需要' });
  const told = await verifyProofFile((await first.proof()).bytes);
  expect(told.valid).toBe(true);
  expect(proofFacts(told)).toMatchObject({ isFollowed: true, endsOn: '2027-01-01' });

  const taken = await made.issue('钥匙管理规定');
  const before = (await taken.proof()).bytes;
  const entry = engine.office.ledger.publications.of(taken.rule).publications[0]!.id;
  await engine.publisher.withdraw({ entry, reason: '有误' });
  const after = await verifyProofFile((await taken.proof()).bytes);
  expect(after).toMatchObject({ valid: false, fault: 'withdrawn', seal: 'signed' });
  expect(proofFacts(after)!.withdrawn).toEqual({ by: '周明', reason: '有误' });
  // What was exported before cannot know.
  expect((await verifyProofFile(before)).valid).toBe(true);
});

test('without the browser’s help the verdicts are the same', async () => {
  const own = ownVerifier();
  const files = [
    bytes,
    await resealed((text) => text),
    await withData((data) => (data.entries[0]!.sig = data.entries[1]!.sig)),
    await withData((data) => (data.content['text'] = '')),
  ];
  const random = new Random(3);
  for (let i = 0; i < 20; i++) {
    const changed = Uint8Array.from(bytes);
    changed[bytes.length - 1 - random.below(3000)]! ^= 1;
    files.push(changed);
  }
  for (const file of files) {
    const a = await verifyProofFile(file);
    const b = await verifyProofFile(file, own);
    expect([b.valid, b.fault, b.seal]).toEqual([a.valid, a.fault, a.seal]);
  }
});
