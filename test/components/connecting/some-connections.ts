import type { ConnectionsView, PeerLine } from '../../../src/engine/connect-protocol.ts';

/** Some moment; what is shown as "ago" is measured from the clock of the test. */
export const before = (minutes: number): number => Date.now() - minutes * 60_000;

export const somePeer = (change: Partial<PeerLine> = {}): PeerLine => ({
  device: 'b'.repeat(64),
  name: '手机',
  memberName: '王芳',
  mine: false,
  present: false,
  ...change,
});

export const someConnections = (change: Partial<ConnectionsView> = {}): ConnectionsView => ({
  standing: 'agreed',
  outstanding: 0,
  desk: { state: 'open', isDevice: false },
  onlyHere: 0,
  devices: [],
  ...change,
});
