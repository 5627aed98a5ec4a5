import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the checkout. */
export const home = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Runs npm's own program with the Node that runs us, so that no shell is needed on any system. */
function npm(args) {
  const cli = process.env.npm_execpath;
  const [command, head] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return spawnSync(command, [...head, ...args], {
    cwd: home,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  });
}

/** What npm last installed is described in a file of its own; each package there must be one the lock file asks for. */
function isInstalled() {
  const here = join(home, 'node_modules', '.package-lock.json');
  if (!existsSync(here)) return false;
  const wanted = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(here, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

/** Installs the packages of the lock file when something is missing. Prints only then. */
export async function makeReady() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Guiju needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (isInstalled()) return;
  console.error('Installing packages…');
  const { status } = npm(['ci', '--no-fund', '--no-audit']);
  if (status !== 0) {
    console.error('The packages could not be installed. Is the npm registry within reach?');
    process.exit(status ?? 1);
  }
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * Builds one of the two outputs when it is missing or older than its sources.
 *
 * @param {'app' | 'node'} what
 */
export async function makeBuilt(what) {
  const product = join(home, 'dist', what, what === 'app' ? 'index.html' : 'guiju.js');
  const sources = ['src', 'components', 'content', 'index.html', 'vite.config.ts', 'package-lock.json'];
  const built = existsSync(product) ? statSync(product).mtimeMs : 0;
  if (sources.every((source) => newest(join(home, source)) < built)) return product;
  await makeReady();
  console.error(what === 'app' ? 'Building the app…' : 'Building the command line…');
  const vite = join(home, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(
    process.execPath,
    [vite, 'build', '--logLevel', 'warn', ...(what === 'node' ? ['--mode', 'node'] : [])],
    { cwd: home, stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) process.exit(status ?? 1);
  return product;
}
