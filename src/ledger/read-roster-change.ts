import { BadEntry } from './bad-entry.ts';
import { deviceId } from './device-id.ts';
import { allRoles, type Role, type RosterChange } from './entry.ts';
import { readPlace } from './read-act.ts';
import * as shape from './shape.ts';
import { isAlg } from './signature.ts';

/** @throws {BadEntry} `malformed`, `algorithm` */
export function readRosterChange(value: unknown): RosterChange {
  const from = shape.fields(value, 'changes');
  const op = shape.name(from, 'op', 40);
  switch (op) {
    case 'office':
      return shape.given<Extract<RosterChange, { op: 'office' }>>({
        op,
        name: shape.maybe(from, 'name', shape.name),
        threshold: shape.maybe(from, 'threshold', (all, key) => shape.whole(all, key, 100)),
      });
    case 'unit':
      return shape.given<Extract<RosterChange, { op: 'unit' }>>({
        op,
        id: shape.handle(from, 'id'),
        name: shape.maybe(from, 'name', shape.name),
        kind: shape.maybe(from, 'kind', (all, key) => shape.oneOf(all, key, ['office', 'branch'])),
        parent: shape.removable(from, 'parent', shape.handle),
        closed: shape.maybe(from, 'closed', shape.flag),
      });
    case 'post':
      return shape.given<Extract<RosterChange, { op: 'post' }>>({
        op,
        id: shape.handle(from, 'id'),
        name: shape.maybe(from, 'name', shape.name),
        unit: shape.removable(from, 'unit', shape.handle),
        closed: shape.maybe(from, 'closed', shape.flag),
      });
    case 'member':
      return shape.given<Extract<RosterChange, { op: 'member' }>>({
        op,
        id: shape.handle(from, 'id'),
        name: shape.maybe(from, 'name', shape.name),
        number: shape.removable(from, 'number', shape.name),
        unit: shape.removable(from, 'unit', shape.handle),
        post: shape.removable(from, 'post', shape.handle),
        joined: shape.removable(from, 'joined', shape.day),
      });
    case 'grant':
    case 'remove':
      return { op, member: shape.handle(from, 'member'), roles: readRoles(from) };
    case 'left':
      return { op, member: shape.handle(from, 'member'), on: shape.day(from, 'on') };
    case 'device': {
      if (!isAlg(from['alg'])) throw new BadEntry('algorithm');
      const [id, key] = [shape.device(from, 'id'), shape.name(from, 'key', 1000)];
      if (deviceId(from['alg'], key) !== id) throw new BadEntry('key');
      return {
        op,
        id,
        member: shape.handle(from, 'member'),
        alg: from['alg'],
        key,
        name: shape.name(from, 'name'),
        kind: shape.oneOf(from, 'kind', ['device', 'recovery']),
      };
    }
    case 'revoke':
      return { op, device: shape.device(from, 'device') };
    case 'accept':
      return { op, device: shape.device(from, 'device'), through: readPlace(from['through']) };
    default:
      // What a roster says must be understood whole, or two versions of the app would see two offices.
      throw new BadEntry('version', op);
  }
}

function readRoles(from: shape.Fields): Role[] {
  return shape
    .list(from, 'roles', allRoles.length)
    .map((_, i, all) => shape.oneOf({ role: all[i] }, 'role', allRoles));
}
