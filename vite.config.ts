import { playwright } from '@vitest/browser-playwright';
import type { UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { bundlePlugin } from './src/desk/bundle-plugin.mjs';
import { deskNavigations } from './src/desk/desk-paths.ts';
import { chromiumPath } from './test/chromium.mjs';

/** The app for the browser. */
const browser: UserConfig = {
  base: './',
  publicDir: 'content/static',
  build: {
    target: 'es2022',
    outDir: 'dist/app',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // One file for what every part of the editor stands on; the first screen names each file in its list.
        codeSplitting: { groups: [{ name: 'codemirror', test: /@codemirror\/(?:state|view|language)\// }] },
      },
    },
  },
  worker: { format: 'es', plugins: () => [bundlePlugin()] },
  plugins: [
    bundlePlugin(),
    VitePWA({
      // An update is offered in words and taken when the reader says so, never in the middle of something.
      registerType: 'prompt',
      injectRegister: false,
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,wasm,webmanifest}'],
        maximumFileSizeToCacheInBytes: 6_000_000,
        navigateFallback: 'index.html',
        navigateFallbackDenylist: deskNavigations,
      },
      manifest: {
        id: './',
        name: '规矩 Guiju',
        short_name: '规矩',
        description: '一个单位的制度、规范和转发文件：离线可读、可查、可引',
        lang: 'zh-CN',
        dir: 'ltr',
        start_url: './',
        scope: './',
        display: 'standalone',
        theme_color: '#fbfaf6',
        background_color: '#fbfaf6',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
};

/** The command line and the server, plain JavaScript for Node. */
const node: UserConfig = {
  publicDir: false,
  plugins: [bundlePlugin()],
  build: {
    target: 'node20',
    outDir: 'dist/node',
    emptyOutDir: true,
    ssr: true,
    rollupOptions: { input: { guiju: 'src/desk/command-line.ts' } },
  },
};

const chromium = chromiumPath();

export default defineConfig(({ mode }) => ({
  ...(mode === 'node' ? node : browser),
  test: {
    // Alone, one of two processors would wait.
    maxWorkers: 2,
    projects: [
      {
        plugins: [bundlePlugin()],
        test: {
          name: 'logic',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/components/**', 'test/**/*.browser.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [bundlePlugin()],
        // Found while tests run, a package would be bundled then and the page loaded again under a test.
        optimizeDeps: {
          include: [
            '@automerge/automerge/slim',
            '@codemirror/autocomplete',
            '@codemirror/commands',
            '@codemirror/search',
            '@codemirror/state',
            '@codemirror/view',
            '@lit/context',
            '@noble/curves/nist.js',
            '@noble/hashes/scrypt.js',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            'axe-core',
            'diff',
            'fflate',
            'idb',
            'lit',
            'lit/decorators.js',
            'lit/directives/repeat.js',
            'marked',
            'papaparse',
            'saxen',
            'uqr',
            'yaml',
          ],
        },
        test: {
          name: 'elements',
          globalSetup: ['test/desk/stun-for-browsers.ts'],
          include: ['test/components/**/*.test.ts', 'test/**/*.browser.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(chromium ? { executablePath: chromium } : {}), args: ['--no-sandbox'] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
}));
