import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from './chromium.mjs';

/**
 * Sees to it that there is a Chromium: the system's own, else the system's package where this may be
 * installed without asking, else Playwright's download.
 *
 * @throws when none of the three works
 */
export function findBrowser() {
  if (chromiumPath()) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium found: installing the system package.');
    const run = (args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
    const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'];
    if (run(install) || (run(['update']) && run(install))) {
      if (chromiumPath()) return;
    }
  }
  console.log('No Chromium found: asking Playwright to download one.');
  const { status } = spawnSync(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], {
    stdio: 'inherit',
  });
  if (status !== 0) {
    throw new Error('The tests need Chromium. Install it, or set CHROMIUM_PATH to its program file.');
  }
}
