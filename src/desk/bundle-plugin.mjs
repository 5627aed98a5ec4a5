import { readFileSync } from 'node:fs';
import { build } from 'vite';

/** Files that were bundled in this process, by path. */
const bundles = new Map();
const mark = '\0bundle:';

/**
 * For Vite: `import script from './page.ts?bundle'` gives the file with everything that it imports, as the text of one
 * classic script; a style sheet gives its own text. For pages that must stand in a single file.
 */
export function bundlePlugin() {
  return {
    name: 'guiju-bundle',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (!id.endsWith('?bundle')) return undefined;
      const found = await this.resolve(id.slice(0, -'?bundle'.length), importer, { skipSelf: true });
      return found === null ? undefined : `${mark}${found.id}.js`;
    },
    async load(id) {
      if (!id.startsWith(mark)) return undefined;
      const input = id.slice(mark.length, -'.js'.length);
      this.addWatchFile(input);
      if (!bundles.has(input)) bundles.set(input, textOf(input));
      return `export default ${JSON.stringify(await bundles.get(input))};`;
    },
  };
}

/** @param {string} input path of a script or a style sheet */
async function textOf(input) {
  if (input.endsWith('.css')) return readFileSync(input, 'utf8').replaceAll(/\s+/g, ' ').trim();
  const made = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rollupOptions: { input, output: { format: 'iife', codeSplitting: false } },
    },
  });
  const [chunk] = [made].flat()[0].output;
  return chunk.code.trim();
}
