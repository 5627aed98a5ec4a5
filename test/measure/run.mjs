// `npm run measure -- NAME …`: bundles test/measure/NAME.ts and runs it. Progress goes to standard error; the
// last line of standard output is one JSON object.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { bundlePlugin } from '../../src/desk/bundle-plugin.mjs';

const home = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [name = '', ...args] = process.argv.slice(2);
const source = join(home, 'test', 'measure', `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(source)) {
  console.error('usage: npm run measure -- NAME [options], where test/measure/NAME.ts exists');
  process.exit(2);
}
const outDir = join(home, 'node_modules', '.cache', 'measure');
await build({
  configFile: false,
  root: home,
  logLevel: 'warn',
  plugins: [bundlePlugin()],
  build: {
    ssr: true,
    target: 'node20',
    outDir,
    emptyOutDir: false,
    minify: false,
    rollupOptions: { input: { [name]: source }, output: { entryFileNames: '[name].mjs' } },
  },
});
const child = spawn(process.execPath, ['--expose-gc', join(outDir, `${name}.mjs`), ...args], {
  cwd: home,
  stdio: 'inherit',
});
// Some tell what they found so far when they are asked to stop.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (status) => process.exit(status ?? 1));
