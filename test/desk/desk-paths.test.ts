import type { VitePWAOptions } from 'vite-plugin-pwa';
import { expect, test, vi } from 'vitest';
import { socketPath } from '../../src/desk/desk-site.ts';
import { deskPaths } from '../../src/desk/desk-paths.ts';

const given = vi.hoisted<{ options?: Partial<VitePWAOptions> }>(() => ({}));
vi.mock('vite-plugin-pwa', () => ({
  VitePWA: (options: Partial<VitePWAOptions>) => {
    given.options = options;
    return [];
  },
}));

test('the service worker answers with the app whatever the desk does not answer itself', async () => {
  await import('../../vite.config.ts');
  const { navigateFallback, navigateFallbackDenylist } = given.options!.workbox!;
  expect(navigateFallback).toBe('index.html');
  const isLeft = (path: string): boolean => navigateFallbackDenylist!.some((left) => left.test(path));
  expect(deskPaths).toContain(socketPath);
  for (const path of deskPaths)
    for (const query of ['', '?x=/']) expect(isLeft(path + query), path).toBe(true);
  for (const path of [
    '/',
    '/?base=sample',
    '/index.html',
    '/?from=/health',
    '/health/more',
    '/desk2',
    '/caXcrt',
  ])
    expect(isLeft(path), path).toBe(false);
});
