import type { Plugin } from 'vite';
export function bundlePlugin(): Plugin;
