import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { main } from '../../src/desk/command-line.ts';
import { SomeCirculation } from '../engine/some-circulated-text.ts';

let home: string;
let text: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'guiju-verify-'));
  const made = await SomeCirculation.open();
  const { bytes } = await made.one.ask('registerFile', { ...made.asked('missing'), as: 'proof' });
  text = new TextDecoder().decode(bytes);
  await made.one.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('the proof of a register verifies at the command line, and an altered row is told', async () => {
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8');
  const said: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  const path = join(home, 'x.html');
  try {
    writeFileSync(path, text);
    expect(await main(['verify', path])).toBe(0);
    for (const word of ['核验通过', '未阅知人员名单', '某办公室', '周明远'])
      expect(said.join('\n')).toContain(word);
    expect(await main(['verify', path, '--json'])).toBe(0);
    expect(JSON.parse(said.at(-1)!)).toMatchObject({
      valid: true,
      kind: 'register',
      form: 'missing',
      rows: 3,
      madeBy: { member: '周明远', device: '台式机' },
      seal: 'signed',
    });
    writeFileSync(path, text.replace('"陈静"', '"陈明"'));
    expect(await main(['verify', path])).toBe(1);
    expect(said.at(-1)).toBe('不一致的行：第 2 行。');
    expect(await main(['verify', path, '--json'])).toBe(1);
    expect(JSON.parse(said.at(-1)!)).toMatchObject({
      valid: false,
      reason: 'register',
      differs: [2],
      madeBy: null,
    });
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
});
