import { ruleKinds } from '../rule/edition.ts';
import { pointOf } from './agreement-keys.ts';
import { BadEntry } from './bad-entry.ts';
import type { Act, ChainPlace, EditionChange, PublishAct } from './entry.ts';
import { readCirculationAct } from './read-circulation-act.ts';
import { readDraftAct } from './read-draft-act.ts';
import { readConsultAct } from './read-consult-act.ts';
import { readRosterChange } from './read-roster-change.ts';
import * as shape from './shape.ts';

/** Most steps of one roster change, and of anything else that is listed. */
const most = 100_000;
/** Newest entries of a chain that has split: more is not a chain but an attack. */
export const mostHeads = 64;

/** @throws {BadEntry} `malformed` */
export function readAct(value: unknown): Act {
  const from = shape.fields(value, 'act');
  const type = shape.name(from, 'type', 40);
  switch (type) {
    case 'genesis':
      return { type, changes: shape.list(from, 'changes', most).map(readRosterChange) };
    case 'roster':
      return shape.given<Extract<Act, { type: 'roster' }>>({
        type,
        epoch: shape.whole(from, 'epoch', 1_000_000),
        changes: shape.list(from, 'changes', most).map(readRosterChange),
        seen: readSeen(from['seen']),
        reason: shape.maybe(from, 'reason', shape.text),
      });
    case 'publish':
      return readPublish(from);
    case 'repeal':
      return shape.given<Extract<Act, { type: 'repeal' }>>({
        type,
        rule: shape.handle(from, 'rule'),
        title: shape.name(from, 'title'),
        on: shape.day(from, 'on'),
        after: shape.hashes(from, 'after', mostHeads),
        reason: shape.maybe(from, 'reason', shape.text),
      });
    case 'withdraw':
      return { type, entry: shape.hash(from, 'entry'), reason: shape.text(from, 'reason') };
    case 'sign-off':
      return { type, entry: shape.hash(from, 'entry') };
    case 'checkpoint':
      return {
        type,
        seen: readCheckpoint(from),
      };
    case 'key':
      return readKey(from);
    default:
      return (
        readCirculationAct(type, from) ??
        readDraftAct(type, from) ??
        readConsultAct(type, from) ?? { type: 'other', name: type }
      );
  }
}

/** A key of a kind that only a newer version of the app knows is kept for it. */
function readKey(from: shape.Fields): Act {
  const alg = shape.name(from, 'alg', 40);
  if (alg !== 'ECDH-P256') return { type: 'other', name: 'key' };
  const key = shape.text(from, 'key', 100);
  if (pointOf(key) === undefined) throw new BadEntry('malformed', 'key');
  return { type: 'key', alg, key };
}

/** Every device once: the place that was seen last. */
function readCheckpoint(from: shape.Fields): [device: string, seq: number, id: string][] {
  const devices = new Set<string>();
  return shape.list(from, 'seen', most).map((one) => {
    if (!Array.isArray(one) || one.length !== 3) throw new BadEntry('malformed', 'seen');
    const [given, ...place] = one as unknown[];
    const device = shape.device({ given }, 'given');
    if (devices.has(device)) throw new BadEntry('malformed', 'seen');
    devices.add(device);
    return [device, ...readPlace(place)];
  });
}

function readPublish(from: shape.Fields): PublishAct {
  return shape.given<PublishAct>({
    type: 'publish',
    rule: shape.handle(from, 'rule'),
    edition: shape.hash(from, 'edition'),
    title: shape.name(from, 'title'),
    part: shape.maybe(from, 'part', shape.name),
    kind: shape.oneOf(from, 'kind', ruleKinds),
    unit: shape.maybe(from, 'unit', shape.name),
    change: shape.oneOf<EditionChange>(from, 'change', ['first', 'erratum', 'revision', 'registered']),
    revises: shape.maybe(from, 'revises', shape.hash),
    source: shape.maybe(from, 'source', shape.hash),
    after: shape.hashes(from, 'after', mostHeads),
    repeals: shape.list(from, 'repeals', 1000).map((one) => {
      const repeal = shape.fields(one, 'repeals');
      return { rule: shape.handle(repeal, 'rule'), on: shape.day(repeal, 'on') };
    }),
    secrecy: shape.name(from, 'secrecy'),
    reason: shape.maybe(from, 'reason', shape.text),
  });
}

function readSeen(value: unknown): Record<string, ChainPlace[]> {
  const from = shape.fields(value, 'seen');
  const devices = Object.keys(from);
  if (devices.length > most) throw new BadEntry('malformed', 'seen');
  return Object.fromEntries(
    devices.map((id) => {
      if (!shape.isDeviceId(id)) throw new BadEntry('malformed', 'seen');
      return [id, shape.list(from, id, mostHeads).map(readPlace)];
    }),
  );
}

/** @throws {BadEntry} `malformed` */
export function readPlace(value: unknown): [number, string] {
  if (!Array.isArray(value) || value.length !== 2) throw new BadEntry('malformed', 'place');
  const [seq, id] = value as unknown[];
  return [shape.whole({ seq }, 'seq', Number.MAX_SAFE_INTEGER), shape.hash({ id }, 'id')];
}
