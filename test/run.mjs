// The whole test run, from a fresh checkout: installs what is missing, then types, lint, format,
// unit and element tests, the production build, and the end-to-end tests on that build.
import { spawnSync } from 'node:child_process';
import { makeReady } from '../src/desk/make-ready.mjs';

await makeReady();
const { findBrowser } = await import('./find-browser.mjs');
findBrowser();

/** @type {[name: string, args: string[]][]} */
const steps = [
  ['types', ['node_modules/typescript/bin/tsc']],
  ['lint', ['node_modules/oxlint/bin/oxlint']],
  ['format', ['node_modules/oxfmt/bin/oxfmt', '--check']],
  ['unit and element tests', ['node_modules/vitest/vitest.mjs', 'run']],
  ['build for the browser', ['node_modules/vite/bin/vite.js', 'build']],
  ['build for Node', ['node_modules/vite/bin/vite.js', 'build', '--mode', 'node']],
  ['end-to-end tests', ['node_modules/@playwright/test/cli.js', 'test', '-c', 'test/playwright.config.ts']],
];

for (const [name, args] of steps) {
  const begun = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(status ?? 1);
  }
  console.log(`── ${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
