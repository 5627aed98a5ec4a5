import { EngineLink } from '../../src/app/engine-link.ts';
import type { CallName, FromEngine, ToEngine } from '../../src/engine/protocol.ts';

/** A line whose other end is a test. */
export interface SomeLink {
  link: EngineLink;
  /** What the tab has sent over all lines, oldest first. */
  sent: ToEngine[];
  /** Every line that was begun; the last one is in use. */
  lines: { receive(message: FromEngine): void; lost(): void }[];
  receive(message: FromEngine): void;
  lost(): void;
  /** The number of the last call of this name. */
  idOf(call: CallName): number;
}

export function someLink(): SomeLink {
  const sent: ToEngine[] = [];
  const lines: SomeLink['lines'] = [];
  const link = new EngineLink((receive, lost) => {
    lines.push({ receive, lost });
    return (message) => sent.push(message);
  });
  return {
    link,
    sent,
    lines,
    receive: (message) => lines.at(-1)!.receive(message),
    lost: () => lines.at(-1)!.lost(),
    idOf: (call) => sent.findLast((message) => 'call' in message && message.call === call)!.id,
  };
}
