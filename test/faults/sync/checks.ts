import { bytesToHex } from '@noble/hashes/utils.js';
import { deviceId } from '../../../src/ledger/device-id.ts';
import { toBase64url } from '../../../src/ledger/base64url.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { ledgerDigest } from '../../../src/sync/ledger-digest.ts';
import { isThere, nameOf } from './oracle.ts';
import type { SimDevice } from './sim-device.ts';
import type { SimWorld } from './sim-world.ts';

const everySpace = ['members', 'editors', 'admins', 'unit:u1', 'unit:u2'];

function spacesOf(world: SimWorld): string[] {
  return [...everySpace, ...new Set(world.devices.map(({ member }) => `private:${member}`))];
}

/** What differs between devices that should hold the same; empty when nothing does. */
export function differences(world: SimWorld): string[] {
  const some = world.lasting;
  const found: string[] = [];
  for (const { host, life } of some)
    if (life?.replica === undefined || life.neighbours === undefined) found.push(`host ${host} is not there`);
  if (found.length > 0) return found;
  const [first] = some;
  const ledgers = some.map(({ life }) => ledgerDigest(life!.keeper.ledger!));
  for (const [i, digest] of ledgers.entries())
    if (digest !== ledgers[0]) found.push(`hosts ${first!.host} and ${some[i]!.host} have different ledgers`);
  if (found.length > 0) return found;
  const { rights } = first!.life!;
  for (const space of spacesOf(world)) {
    const having = some.filter(({ id }) => rights.mayHave(id, space));
    const roots = having.map(({ life }) => bytesToHex(life!.replica!.manifest.root(space)));
    for (const [i, root] of roots.entries())
      if (root !== roots[0]) found.push(`hosts ${having[0]!.host} and ${having[i]!.host} differ in ${space}`);
  }
  return found;
}

/** Everything that was said to be saved anywhere is with everybody who may have it. */
export function checkSaved(world: SimWorld): void {
  for (const { host, saved } of world.oracle.all()) {
    const writer = world.devices[host - 1]!;
    // What a device that was revoked had not handed on yet may stay with it.
    if (!world.lasting.includes(writer)) continue;
    for (const device of world.lasting) {
      const space = saved.kind === 'entry' ? 'members' : saved.key.space;
      const { rights } = device.life!;
      if (!rights.mayHave(device.id, space) || !rights.mayHave(writer.id, space)) continue;
      if (!isThere(device, saved))
        world.violation(`host ${device.host} has not ${nameOf(saved)}, which host ${host} was told is saved`);
    }
  }
}

/** Nothing came where it may not be. */
export function checkForeign(world: SimWorld): void {
  const introduced = new Set(world.devices.map(({ id }) => id));
  for (const device of world.honest) {
    const ledger = device.life?.keeper.ledger;
    const spaces = world.entitled.get(device.member) ?? new Set();
    for (const key of device.drive.keysNow('documents')) {
      const space = key.slice(0, key.indexOf('/'));
      if (!spaces.has(space)) world.violation(`host ${device.host} has ${key}, which it may not have`);
      if (key.includes('/evil-foreign-')) world.violation(`host ${device.host} has taken ${key}`);
    }
    for (const entry of ledger?.chains.all() ?? []) {
      const point = world.crypto.signedBy.get(entry.id);
      const signer = point && deviceId('ES256', toBase64url(Buffer.from(point, 'hex')));
      if (signer !== entry.device || !introduced.has(entry.device))
        world.violation(`host ${device.host} has taken a forged entry of ${entry.device}`);
    }
    if (ledger !== undefined) checkAuthority(world, device, ledger);
  }
}

/** No word of a device counts that may not say it, or that was revoked before. */
function checkAuthority(world: SimWorld, device: SimDevice, ledger: Ledger): void {
  const roster = ledger.roster.roster();
  if (roster.members.has('evil'))
    world.violation(`host ${device.host} follows a roster of somebody who may not change it`);
  const hostile = world.devices.filter((one) => !world.isHonest(one));
  const revokedFrom = revocations(ledger);
  for (const rule of ledger.publications.rules())
    for (const { id, edition, device: by } of ledger.publications.of(rule).publications) {
      if (hostile.some((one) => one.id === by))
        world.violation(`host ${device.host} takes a publication of a mere member`);
      const after = revokedFrom.get(by);
      if (after !== undefined && ledger.chains.get(id)!.seq > after)
        world.violation(`host ${device.host} takes a publication of a revoked device`);
      for (const { entry } of ledger.acknowledgements.of(id, edition).counted) {
        const last = revokedFrom.get(entry.device);
        if (last !== undefined && entry.seq > last)
          world.violation(`host ${device.host} counts an acknowledgement of a revoked device`);
      }
    }
}

/** How far the chains of revoked devices were seen by whoever revoked them. */
function revocations(ledger: Ledger): Map<string, number> {
  const { devices } = ledger.roster.roster();
  const found = new Map<string, number>();
  for (const { act } of ledger.chains.all()) {
    if (act.type !== 'roster') continue;
    for (const change of act.changes) {
      if (change.op !== 'revoke' || devices.get(change.device)?.revoked !== true) continue;
      const seen = Math.max(-1, ...(act.seen[change.device] ?? []).map(([seq]) => seq));
      found.set(change.device, Math.max(seen, found.get(change.device) ?? -1));
    }
  }
  return found;
}

/** Every member who was told that their word is saved is counted once for it, and nobody else is. */
export function checkAcknowledgements(world: SimWorld): void {
  const [device] = world.lasting;
  const ledger = device!.life!.keeper.ledger!;
  const said = new Map<string, Set<string>>();
  for (const { host, saved } of world.oracle.all()) {
    if (saved.kind !== 'entry' || !world.lasting.some((one) => one.host === host)) continue;
    const act = ledger.chains.get(saved.id)?.act;
    if (act?.type !== 'acknowledge') continue;
    said.set(act.publish, (said.get(act.publish) ?? new Set()).add(world.devices[host - 1]!.member));
  }
  for (const rule of ledger.publications.rules())
    for (const { id, edition } of ledger.publications.of(rule).publications) {
      const counted = ledger.acknowledgements.of(id, edition).counted.map(({ member }) => member);
      if (new Set(counted).size !== counted.length) world.violation('somebody is counted twice');
      for (const member of said.get(id) ?? [])
        if (!counted.includes(member)) world.violation(`the acknowledgement of ${member} has vanished`);
      const signers = new Set(
        [...ledger.chains.all()].flatMap(({ act, device: by }) =>
          act.type === 'acknowledge' && act.publish === id ? [by] : [],
        ),
      );
      for (const member of counted)
        if (!world.devices.some((one) => one.member === member && signers.has(one.id)))
          world.violation(`${member} is counted and has said nothing`);
    }
}
