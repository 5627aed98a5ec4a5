import type { SocketLike } from '../sync/desk-line.ts';
import { fieldsIn } from '../store/read-fields.ts';

/** How to reach the desk that the app came from. */
export interface DeskRoad {
  /** Address of its WebSocket. */
  url: string;
  connect: (url: string) => SocketLike;
  /** Name of the machine without a port, for its STUN responder. */
  host: string;
}

/** Answers longer than this are none of a desk. */
const longest = 10_000;

/**
 * Asks the place that the app came from whether it is a desk.
 *
 * @param origin such as `https://desk.example:8317`
 * @returns undefined when it says that it is none
 * @throws when it does not answer: it may be away
 */
export async function findDesk(origin: string): Promise<DeskRoad | undefined> {
  const { protocol, hostname, host } = new URL(origin);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const answer = await fetch(`${origin}/desk.json`, { cache: 'no-store', redirect: 'error' });
  if (answer.status >= 500) throw new Error(`the desk answers ${answer.status}`);
  if (!answer.ok || !(answer.headers.get('Content-Type') ?? '').startsWith('application/json'))
    return undefined;
  const text = await answer.text();
  const relay = text.length > longest ? undefined : relayIn(text);
  if (relay === undefined) return undefined;
  const url = `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${relay}`;
  return { url, host: hostname, connect: (address) => new WebSocket(address) };
}

function relayIn(text: string): string | undefined {
  let relay: unknown;
  try {
    relay = fieldsIn(JSON.parse(text))?.['relay'];
  } catch {
    return undefined;
  }
  // A path of the same place, and nothing that leads elsewhere.
  return typeof relay === 'string' && /^\/[\w-]{1,60}$/.test(relay) ? relay : undefined;
}
