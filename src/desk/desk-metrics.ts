import type { AuthorityStanding } from './authority-standing.ts';
import type { HubFigures } from './hub.ts';

/** What who runs a desk may have to do something about. */
export interface DeskNotes {
  /** Devices for which a desk that was restored from a backup waits before it signs again; undefined when it may. */
  awaited?: number | undefined;
  /** Of the desk's own authority. */
  authority?: AuthorityStanding | undefined;
}

/** The state of a running desk. */
export interface DeskState extends DeskNotes {
  version: string;
  upSeconds: number;
  /** Is it a device of an office, or does it only pass on? */
  hasOffice: boolean;
  /** 0 when there is no responder. */
  stunPort: number;
  /** Open ones, WebSockets among them. */
  sockets: number;
  hub: HubFigures;
  stun: { answered: number; passedOver: number };
}

/** The state in the text format of Prometheus, version 0.0.4. */
export function deskMetrics(state: DeskState): string {
  const { version, upSeconds, hasOffice, sockets, hub, stun, awaited, authority } = state;
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    metric('info', 'gauge', [[`version="${version}",mode="${hasOffice ? 'office' : 'relay-only'}"`, 1]]),
    metric('up_seconds', 'gauge', upSeconds),
    metric('sockets', 'gauge', sockets),
    metric('connections', 'gauge', hub.connections),
    metric('rooms', 'gauge', hub.rooms),
    metric('waiting_bytes', 'gauge', hub.waiting),
    metric('relayed_messages_total', 'counter', hub.messages),
    metric('relayed_bytes_total', 'counter', hub.bytes),
    metric('slow_receivers_total', 'counter', hub.slow),
    metric(
      'dismissed_total',
      'counter',
      Object.entries(hub.refused).map(([why, times]) => [`why="${why}"`, times]),
    ),
    metric('stun_answered_total', 'counter', stun.answered),
    metric('stun_passed_over_total', 'counter', stun.passedOver),
    metric('catching_up', 'gauge', awaited === undefined ? 0 : 1),
    metric('awaited_devices', 'gauge', awaited ?? 0),
    ...(authority === undefined
      ? []
      : [metric('authority_end_timestamp_seconds', 'gauge', authority.until / 1000)]),
    metric('resident_bytes', 'gauge', rss),
    metric('heap_bytes', 'gauge', heapUsed),
    metric('cpu_seconds_total', 'counter', (user + system) / 1_000_000),
  ].join('');
}

function metric(name: string, type: string, values: number | [labels: string, value: number][]): string {
  const full = `guiju_desk_${name}`;
  const lines =
    typeof values === 'number'
      ? [`${full} ${values}`]
      : values.map(([labels, value]) => `${full}{${labels}} ${value}`);
  return [`# TYPE ${full} ${type}`, ...lines, ''].join('\n');
}
