import { readdirSync } from 'node:fs';
import { defineConfig, type UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** The app for the browser. */
const browser: UserConfig = {
  base: './',
  publicDir: 'content/static',
  build: { target: 'es2022', outDir: 'dist/app', emptyOutDir: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  worker: { format: 'es' },
};

/** The command line and the server, one file of plain JavaScript for Node. */
const node: UserConfig = {
  publicDir: false,
  build: {
    target: 'node20',
    outDir: 'dist/node',
    emptyOutDir: true,
    ssr: true,
    rollupOptions: { input: { guiju: 'src/desk/command-line.ts' } },
  },
};

export default defineConfig(({ mode }) => (mode === 'node' ? node : browser));
void readdirSync;
void VitePWA;
