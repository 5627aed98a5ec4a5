import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeAuthority } from '../../src/desk/certificate-authority.ts';
import { main } from '../../src/desk/command-line.ts';
import { deskWishes } from '../../src/desk/desk-options.ts';
import { serviceText } from '../../src/desk/service-text.ts';
import { deskWords } from '../../src/desk/words.ts';
import { systemClock } from '../../src/sync/clock.ts';
import { en } from '../../components/words/en.ts';
import { zh } from '../../components/words/zh.ts';
import { ownFolder, ownTerminal } from './own-desk.ts';

const words = deskWords({ LC_ALL: 'zh_CN.UTF-8' });
let folder: ReturnType<typeof ownFolder>;
let said: string[];
beforeEach(() => {
  folder = ownFolder();
  said = ownTerminal('zh_CN.UTF-8');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  folder.remove();
});

test('what does not go together is said', async () => {
  for (const args of [
    [],
    ['--data', folder.path, '--port', '70000'],
    ['--data', folder.path, '--port', 'x'],
    ['--data', folder.path, '--stun-port', '-1'],
    ['--data', folder.path, '--host', 'office'],
    ['--data', folder.path, '--name', 'a b'],
    ['--data', folder.path, '--name', '10.1.2.3'],
    ['--data', folder.path, '--name', '规矩.公司'],
    ['--data', folder.path, '--cert', 'x'],
    ['--data', folder.path, '--key', 'x'],
    ['--relay-only', '--https'],
    ['--data', folder.path, '--cert', 'missing', '--key', 'missing'],
  ]) {
    expect(await main(['desk', ...args]), args.join(' ')).toBe(2);
    expect(said.at(-1)).toMatch(/\p{Script=Han}/u);
  }
});

/** Runs the command until it says that it can be stopped, and then stops it. */
async function runOnce(args: string[], meanwhile: (said: string) => void): Promise<number> {
  const stopped = main(['desk', ...args]);
  await expect.poll(() => said.includes(words.howToStop), { timeout: 20_000 }).toBe(true);
  meanwhile(said.join('\n'));
  process.emit('SIGTERM');
  return stopped;
}
const free = ['--host', '127.0.0.1', '--port', '0', '--stun-port', '0'];

test('it says where it is, runs until it is asked to stop, and gives the folder back', async () => {
  const data = `${folder.path}/base`;
  const code = await runOnce([...free, '--data', data], (text) => {
    expect(text).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
    // The same address as a picture.
    expect(text).toContain('█');
    // Before it belongs to an office it keeps nothing of one.
    expect(text).not.toContain('内容存在');
    expect(existsSync(`${data}/lock`)).toBe(true);
  });
  expect(code).toBe(0);
  expect(existsSync(`${data}/log-1`)).toBe(true);
  expect(existsSync(`${data}/lock`)).toBe(false);
});

test('relay-only, it keeps nothing', async () => {
  expect(await runOnce([...free, '--relay-only'], (text) => expect(text).toContain('不存内容'))).toBe(0);
});

test('what it keeps is said as it is, and where people are found as the app calls it', () => {
  expect(words.deskState('office', 1)).toBe('内容存在 --data 的目录里。STUN 端口：1（UDP）。');
  expect(words.deskState('none', 1)).toBe('STUN 端口：1（UDP）。');
  expect(words.noOfficeYet).toContain(`“${zh.officeTitle}”的“${zh.officeParts.people}”`);
  const { noOfficeYet } = deskWords({ LC_ALL: 'en_GB.UTF-8' });
  expect(noOfficeYet).toContain(`"${en.officeTitle}", "${en.officeParts.people}"`);
});

test('with its own certificate it says how to trust it; for another name later, what to do', async () => {
  const args = [...free, '--http-port', '0', '--data', folder.path, '--https'];
  const code = await runOnce([...args, '--name', 'guiju.office'], (text) => {
    expect(text).toMatch(/https:\/\/guiju\.office:\d+\//);
    expect(text).toMatch(/http:\/\/guiju\.office:\d+\/ca/);
    expect(text).toMatch(/([0-9A-F]{2}:){31}[0-9A-F]{2}/);
  });
  expect(code).toBe(0);
  expect(await main(['desk', ...args, '--name', 'other.office'])).toBe(2);
  expect(said.at(-1)).toContain('other.office');
  expect(existsSync(`${folder.path}/lock`)).toBe(false);
});

test('a base that another process uses is not taken', async () => {
  const { openFolderStorage } = await import('../../src/store/folder-storage.ts');
  const storage = await openFolderStorage(folder.path);
  expect(await main(['desk', ...free, '--data', folder.path])).toBe(1);
  expect(said.at(-1)).toContain(`${process.pid}`);
  expect(said.at(-1)).toContain(`${folder.path}/lock`);
  await storage.close();
  // After a crash, and under another name of the machine, only a person can tell.
  writeFileSync(`${folder.path}/lock`, JSON.stringify({ pid: 7, host: 'old-name', mark: '' }));
  expect(await main(['desk', ...free, '--data', folder.path])).toBe(1);
  for (const part of ['old-name', '7', `${folder.path}/lock`, '请删除']) expect(said.at(-1)).toContain(part);
});

test('an authority that cannot be read is said and stays; of one that holds no more it is said what to do', async () => {
  const args = [...free, '--http-port', '0', '--data', folder.path, '--https'];
  expect(await runOnce(args, (text) => expect(text).not.toContain('注意'))).toBe(0);
  const path = `${folder.path}/tls/authority.json`;
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, whole.slice(0, 100));
  expect(await main(['desk', ...args])).toBe(2);
  expect(said.at(-1)).toContain(path);
  expect(readFileSync(path, 'utf8')).toBe(whole.slice(0, 100));
  const clock = { now: () => Date.parse('2010-01-01'), after: () => () => undefined };
  writeFileSync(path, JSON.stringify(await makeAuthority([], clock)));
  said.length = 0;
  expect(
    await runOnce(args, (text) => {
      expect(text).toContain(words.authorityStands.ended('2019-12-30'));
    }),
  ).toBe(0);
});

test('files that are no certificate with its key are said', async () => {
  const [cert, key] = [`${folder.path}/cert.pem`, `${folder.path}/key.pem`];
  const authority = await makeAuthority([], systemClock);
  writeFileSync(cert, authority.certificate);
  writeFileSync(key, (await makeAuthority([], systemClock)).key);
  const args = [...free, '--http-port', '0', '--relay-only', '--cert', cert, '--key', key];
  expect(await main(['desk', ...args])).toBe(2);
  expect(said.at(-1)).toContain('--cert');
  writeFileSync(key, authority.key);
  expect(await runOnce(args, (text) => expect(text).toContain('https://127.0.0.1'))).toBe(0);
});

const spaced = { node: '/opt/my node/node', script: '/srv/100% "gui" $ju/guiju.mjs', user: 'desk' };
const wishes = deskWishes(
  { data: '/srv/data & more', name: ['guiju.office'], https: true, port: '8443', 'stun-port': '3479' },
  words,
);

test('a service is described with whole paths and the same options', () => {
  const unit = serviceText(wishes, words, { ...spaced, platform: 'linux' });
  expect(unit).toContain(
    'ExecStart="/opt/my node/node" "/srv/100%% \\"gui\\" $$ju/guiju.mjs" "desk" "--data" "/srv/data & more" "--host" "0.0.0.0" "--port" "8443" "--stun-port" "3479" "--name" "guiju.office" "--https" "--http-port" "8444"',
  );
  expect(unit).toContain('User=desk');
  const plist = serviceText(wishes, words, { ...spaced, platform: 'darwin' });
  expect(plist).toContain('<string>/srv/data &amp; more</string>');
  const task = serviceText(wishes, words, {
    platform: 'win32',
    node: 'C:\\Program Files\\nodejs\\node.exe',
    script: 'C:\\guiju\\src\\desk\\guiju.mjs',
    user: 'desk',
  });
  expect(task).toContain(
    '/TR "\\"C:\\Program Files\\nodejs\\node.exe\\" C:\\guiju\\src\\desk\\guiju.mjs desk --data',
  );
});

test('it is printed and not installed', async () => {
  expect(await main(['desk', '--relay-only', '--install-service'])).toBe(0);
  expect(said.join('\n')).toContain('--relay-only');
});

const hasVerify = process.platform === 'linux' && existsSync('/usr/bin/systemd-analyze');
test.runIf(hasVerify)('systemd understands it', () => {
  const unit = `${folder.path}/guiju-desk.service`;
  writeFileSync(
    unit,
    serviceText(wishes, words, { ...spaced, node: process.execPath, user: 'root', platform: 'linux' }),
  );
  execFileSync('/usr/bin/systemd-analyze', ['verify', unit]);
});
