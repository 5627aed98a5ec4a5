import { EngineLink } from '../../src/app/engine-link.ts';
import type { CallName, FromEngine, ToEngine } from '../../src/engine/protocol.ts';

/** A line whose other end is a test. */
export interface SomeLink {
  link: EngineLink;
  /** What the tab has sent, oldest first. */
  sent: ToEngine[];
  receive(message: FromEngine): void;
  lost(): void;
  /** The number of the last call of this name. */
  idOf(call: CallName): number;
}

export function someLink(): SomeLink {
  const sent: ToEngine[] = [];
  let receive: SomeLink['receive'] = () => undefined;
  let lost: SomeLink['lost'] = () => undefined;
  const link = new EngineLink((onMessage, onLost) => {
    receive = onMessage;
    lost = onLost;
    return (message) => sent.push(message);
  });
  return {
    link,
    sent,
    receive: (message) => receive(message),
    lost: () => lost(),
    idOf: (call) => sent.findLast((message) => 'call' in message && message.call === call)!.id,
  };
}
