import { defineConfig } from '@playwright/test';
import { chromiumPath } from './chromium.mjs';

const executablePath = chromiumPath();

/** End-to-end tests drive the production build as `npm start` serves it. */
export default defineConfig({
  testDir: './flow',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  reporter: 'list',
  use: {
    baseURL: 'http://127.0.0.1:8319',
    locale: 'zh-CN',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] },
  },
  webServer: {
    command: 'node src/desk/guiju.mjs open --port 8319 --quiet',
    cwd: '..',
    url: 'http://127.0.0.1:8319/',
    reuseExistingServer: false,
  },
});
