// The whole test run, from a fresh checkout: installs what is missing, then types, lint, format,
// unit and element tests, the production build, and the end-to-end tests on that build.
import { spawnSync } from 'node:child_process';
import { makeReady } from '../src/desk/make-ready.mjs';

await makeReady();
const { findBrowser } = await import('./find-browser.mjs');
findBrowser();

const node = process.execPath;
const steps = [
  ['types', node, ['node_modules/typescript/bin/tsc']],
  ['lint', node, ['node_modules/oxlint/bin/oxlint']],
  ['format', node, ['node_modules/oxfmt/bin/oxfmt', '--check']],
  ['unit and element tests', node, ['node_modules/vitest/vitest.mjs', 'run']],
  ['build for the browser', node, ['node_modules/vite/bin/vite.js', 'build']],
  ['build for Node', node, ['node_modules/vite/bin/vite.js', 'build', '--mode', 'node']],
  ['end-to-end tests', node, ['node_modules/@playwright/test/cli.js', 'test', '-c', 'test/playwright.config.ts']],
];

for (const [name, command, args] of steps) {
  const begun = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(status ?? 1);
  }
  console.log(`── ${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
