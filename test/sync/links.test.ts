import { afterAll, beforeAll } from 'vitest';
import { WebSocket } from 'ws';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { systemClock } from '../../src/sync/clock.ts';
import { DeskLine } from '../../src/sync/desk-line.ts';
import type { Link } from '../../src/sync/link.ts';
import { linkAcceptance } from '../adapters/link.ts';
import { ownDesk, ownFolder } from '../desk/own-desk.ts';
import { SomeLink } from './some-link.ts';

linkAcceptance('in memory, as other tests use it', { pair: () => Promise.resolve(SomeLink.pair()) });

let desk: RunningDesk & { url: string };
const folder = ownFolder();
const lines: DeskLine[] = [];
/** Who stands by for a link that the other side opens. */
let takeLink: (link: Link) => void = () => undefined;

/** Enters the room, and waits until somebody else is there. */
function enter(): Promise<{ line: DeskLine; peer: number }> {
  return new Promise((resolve) => {
    const line: DeskLine = new DeskLine({
      url: desk.url,
      connect: (address) => new WebSocket(address),
      clock: systemClock,
      enter: () => ({ room: new Uint8Array(16).fill(1), presence: new Uint8Array(32).fill(2) }),
      events: {
        state: () => undefined,
        met: (peer) => resolve({ line, peer }),
        left: () => undefined,
        linked: (_, link) => takeLink(link),
        signalled: () => undefined,
      },
    });
    lines.push(line);
  });
}

let caller: { line: DeskLine; peer: number };

beforeAll(async () => {
  desk = await ownDesk(folder.path);
  [caller] = await Promise.all([enter(), enter()]);
});

afterAll(async () => {
  for (const line of lines) line.close();
  await desk.close();
  folder.remove();
});

linkAcceptance('relayed by a desk', {
  async pair() {
    const taken = new Promise<Link>((resolve) => (takeLink = resolve));
    const opened = caller.line.open(caller.peer);
    return [opened, await taken];
  },
});
