import { networkInterfaces } from 'node:os';
import type { TestProject } from 'vitest/node';
import { startStun } from '../../src/desk/stun.ts';
import { systemClock } from '../../src/sync/clock.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a desk's STUN responder, with which browsers find each other also where multicast is filtered. */
    stun: string;
  }
}

/** Runs beside the tests in a browser. */
export default async function setup(project: TestProject): Promise<() => void> {
  const address = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
  const stun = await startStun('0.0.0.0', 0, systemClock);
  project.provide('stun', `stun:${address ?? '127.0.0.1'}:${stun.port}`);
  return () => stun.close();
}
