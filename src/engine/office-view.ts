import { officeFingerprint } from '../ledger/office-fingerprint.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Publication, RuleEnd } from '../ledger/publications.ts';
import type { Device, Roster } from '../ledger/roster.ts';
import type { Catalogue } from '../store/catalogue.ts';
import { deviceCode } from './device-code.ts';
import type { Office } from './office.ts';
import { isChecked } from './recovery.ts';
import type {
  Awaiting,
  EndLine,
  IssueLine,
  MemberLine,
  MissingText,
  OfficeView,
  Trouble,
} from './office-protocol.ts';
import type { HomeView } from './protocol.ts';

/** Everything the office page shows. */
export async function officeView(office: Office, catalogue: Catalogue): Promise<OfficeView> {
  const { ledger, device, publicKey } = office.keeper;
  const code = publicKey === undefined ? {} : { code: deviceCode(publicKey) };
  if (ledger === undefined)
    return {
      ...code,
      units: [],
      posts: [],
      members: [],
      recovery: false,
      awaiting: [],
      troubles: [],
      missing: [],
    };
  const roster = ledger.roster.roster();
  const { office: id, name, threshold, epoch } = roster;
  const me = office.me();
  // A phone number is for those who keep the roster.
  const phones = me?.roles.includes('admin') ? await office.phones() : new Map<string, string>();
  return {
    ...code,
    office: { id, name, threshold, epoch, fingerprint: officeFingerprint(id) },
    ...(me !== undefined && {
      me: { device: device!, ...me, name: roster.members.get(me.member)?.name ?? '' },
    }),
    units: [...roster.units.values()],
    posts: [...roster.posts.values()],
    members: memberLines(roster, phones, device),
    recovery: hasRecovery(ledger, roster),
    awaiting: awaiting(ledger, roster, me?.member),
    troubles: troubles(ledger, roster),
    missing: missingTexts(ledger, catalogue),
  };
}

/** What the home page says about the office, to those whom it concerns. Opens no document, so that home is there at once. */
export function officeNotes(
  office: Office,
  catalogue: Catalogue,
): Pick<HomeView, 'mayJoin' | 'needsRecovery' | 'attention'> {
  const { ledger } = office.keeper;
  const me = office.me();
  const [isAdmin, isPublisher] = (['admin', 'publisher'] as const).map(
    (role) => me?.roles.includes(role) ?? false,
  );
  if (me === undefined) return { mayJoin: true, needsRecovery: false, attention: 0 };
  if (ledger === undefined || (!isAdmin && !isPublisher)) return { needsRecovery: false, attention: 0 };
  const roster = ledger.roster.roster();
  return {
    needsRecovery: isAdmin === true && !hasRecovery(ledger, roster),
    attention:
      troubles(ledger, roster).length +
      awaiting(ledger, roster, me?.member).length +
      missingTexts(ledger, catalogue).length,
  };
}

function hasRecovery(ledger: Ledger, roster: Roster): boolean {
  return [...roster.devices.values()].some(
    ({ id, kind, revoked }) => kind === 'recovery' && !revoked && isChecked(ledger, id),
  );
}

function memberLines(
  roster: Roster,
  phones: ReadonlyMap<string, string>,
  here: string | undefined,
): MemberLine[] {
  const devices = new Map<string, Device[]>();
  for (const device of roster.devices.values())
    devices.set(device.member, [...(devices.get(device.member) ?? []), device]);
  return [...roster.members.values()].map((member) => {
    const phone = phones.get(member.id);
    return {
      ...member,
      ...(phone !== undefined && { phone }),
      devices: (devices.get(member.id) ?? []).map(({ id, name, kind, revoked }) => ({
        id,
        name,
        kind,
        revoked: revoked === true,
        here: id === here,
      })),
    };
  });
}

/** Who signed, by name; the device's id for who is in no roster. */
export function signerOf(roster: Roster, device: string): string {
  const member = roster.devices.get(device)?.member;
  return (member === undefined ? undefined : roster.members.get(member)?.name) ?? device.slice(0, 8);
}

/** Changes that wait for more admins: signed by one, and not by enough. */
function awaiting(ledger: Ledger, roster: Roster, me: string | undefined): Awaiting[] {
  return ledger.roster
    .faults()
    .filter(({ entry, fault }) => fault === 'too-few' && isAdmin(roster, entry.device))
    .flatMap(({ entry }): Awaiting[] => {
      if (entry.act.type !== 'roster') return [];
      const signers = new Set(
        [entry, ...ledger.roster.signOffsOf(entry.id)]
          .filter(({ device }) => isAdmin(roster, device))
          .map(({ device }) => roster.devices.get(device)!.member),
      );
      return [
        {
          entry: entry.id,
          by: signerOf(roster, entry.device),
          at: entry.at,
          signed: signers.size,
          needed: roster.threshold,
          mine: me !== undefined && signers.has(me),
          changes: entry.act.changes,
        },
      ];
    });
}

function isAdmin(roster: Roster, device: string): boolean {
  const known = roster.devices.get(device);
  if (known === undefined || known.revoked) return false;
  return roster.members.get(known.member)?.roles.includes('admin') ?? false;
}

function troubles(ledger: Ledger, roster: Roster): Trouble[] {
  const list: Trouble[] = ledger.chains
    .forks()
    .map(({ device }) => ({ kind: 'fork', device, name: signerOf(roster, device) }));
  for (const { entry, fault } of ledger.roster.faults()) {
    if (fault === 'too-few' && isAdmin(roster, entry.device)) continue;
    list.push({ kind: 'roster', entry: entry.id, fault, by: signerOf(roster, entry.device), at: entry.at });
  }
  for (const rule of ledger.publications.rules()) {
    const { refused, publications } = ledger.publications.of(rule);
    for (const { entry, refusal } of refused) {
      const { act } = entry.act.type === 'withdraw' ? (ledger.chains.get(entry.act.entry) ?? entry) : entry;
      const title = act.type === 'publish' || act.type === 'repeal' ? act.title : rule;
      const { id, at, device } = entry;
      list.push({
        kind: 'refused',
        act: entry.act.type === 'withdraw' ? 'withdraw' : entry.act.type === 'repeal' ? 'repeal' : 'publish',
        entry: id,
        refusal,
        title,
        by: signerOf(roster, device),
        at,
        device,
        ...(refusal === 'device-revoked' && { through: [entry.seq, id] as const }),
      });
    }
    const disputed = publications.find((one) => one.disputed);
    if (disputed !== undefined) list.push({ kind: 'disputed', rule, title: disputed.act.title });
  }
  if (ledger.waiting.length > 0) list.push({ kind: 'waiting', count: ledger.waiting.length });
  return list;
}

/** Issued editions whose text has not come to this device. */
export function missingTexts(
  ledger: Ledger,
  catalogue: Catalogue,
  rules: readonly string[] = ledger.publications.rules(),
): MissingText[] {
  return rules.flatMap((rule) =>
    ledger.publications
      .of(rule)
      .publications.filter(
        ({ edition, withdrawn }) => withdrawn === undefined && catalogue.byEdition(edition) === undefined,
      )
      .map(({ edition, act }) => ({ rule, title: act.title, edition })),
  );
}

/** Who issued an edition, when and why. */
export function issueLine(publication: Publication, ledger: Ledger): IssueLine {
  const roster = ledger.roster.roster();
  const { id, at, change, act, withdrawn, device } = publication;
  const entry: Entry = ledger.chains.get(id)!;
  const witnessed = ledger.witness.of(entry);
  const witnesses = [witnessed.after?.device, witnessed.before?.device].filter((one) => one !== undefined);
  const nameOf = (member: string): string => roster.members.get(member)?.name ?? member;
  return {
    entry: id,
    by: signerOf(roster, device),
    at,
    witnessed,
    witnesses: Object.fromEntries(witnesses.map((one) => [one, signerOf(roster, one)])),
    change,
    ...(act.reason !== undefined && { reason: act.reason }),
    secrecy: act.secrecy,
    ...(withdrawn !== undefined && { withdrawn: { by: nameOf(withdrawn.by), reason: withdrawn.reason } }),
  };
}

/** Who ended a rule, when and why. */
export function endLines(ends: readonly RuleEnd[], ledger: Ledger, catalogue: Catalogue): EndLine[] {
  const { members } = ledger.roster.roster();
  const nameOf = (member: string): string => members.get(member)?.name ?? member;
  return ends.map(({ id, on, member, at, reason, by, withdrawn }) => {
    const rule = by === undefined ? undefined : catalogue.rule(by);
    return {
      entry: id,
      on,
      by: nameOf(member),
      at,
      ...(reason !== undefined && { reason }),
      ...(rule !== undefined && { rule: { id: rule.id, title: rule.title } }),
      ...(withdrawn !== undefined && { withdrawn: { by: nameOf(withdrawn.by), reason: withdrawn.reason } }),
    };
  });
}
