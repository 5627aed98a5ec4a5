import { officeFingerprint } from '../../ledger/office-fingerprint.ts';
import type { ProofVerdict } from '../../ledger/verify-proof.ts';
import type { EditionContent } from '../../rule/edition.ts';
import type { Day } from '../../rule/validity.ts';
import { toEditionContent } from '../../store/edition-content.ts';
import { fieldsIn } from '../../store/read-fields.ts';

/** A verified proof in the words of people. Times in milliseconds since 1970, of the clock of the device that says so. */
export interface ProofFacts {
  content: EditionContent;
  edition: string;
  office: { name: string; fingerprint: string };
  signedBy: { member: string; unit?: string; device: string };
  at: number;
  /** The roster as far as the file knows it: how many times it was changed, and who signed it. */
  roster: { epoch: number; signedBy: string[] };
  /** Clock of the device that made the file. */
  exported: number;
  /** First day without the rule, when its end was already signed. */
  endsOn?: Day;
  /** Another edition had been issued after this one. */
  isFollowed: boolean;
  withdrawn?: { by: string; reason: string };
}

/** @returns undefined when the entries did not even hold together, or the content is none that can be shown */
export function proofFacts({ proof, proven }: ProofVerdict): ProofFacts | undefined {
  if (proof === undefined || proven === undefined) return undefined;
  const content = contentOf(proof.content);
  if (content === undefined) return undefined;
  const { history, record, publication } = proven;
  const roster = history.roster();
  const nameOf = (member: string | undefined): string => roster.members.get(member ?? '')?.name ?? '';
  const member = roster.members.get(proven.member ?? '');
  const unit = roster.units.get(member?.unit ?? '')?.name;
  const ends = record.ends.find(({ withdrawn }) => withdrawn === undefined)?.on;
  const withdrawn = publication?.withdrawn;
  return {
    content,
    edition: proven.edition,
    office: { name: roster.name, fingerprint: officeFingerprint(proof.office) },
    signedBy: {
      member: nameOf(proven.member),
      ...(unit !== undefined && { unit }),
      device: roster.devices.get(proven.device)?.name ?? proven.device,
    },
    at: proven.at,
    roster: { epoch: roster.epoch, signedBy: rosterSigners(proof, proven).map(nameOf) },
    exported: proof.at,
    isFollowed: record.publications.some(
      (one) =>
        one.withdrawn === undefined &&
        one.edition !== proven.edition &&
        (one.act.revises === proven.edition || one.act.after.includes(publication?.id ?? '')),
    ),
    ...(ends !== undefined && { endsOn: ends }),
    ...(withdrawn !== undefined && {
      withdrawn: { by: nameOf(withdrawn.by), reason: withdrawn.reason },
    }),
  };
}

/** Members who signed roster entries that count, in order of their first. */
function rosterSigners(
  { entries }: NonNullable<ProofVerdict['proof']>,
  { history }: NonNullable<ProofVerdict['proven']>,
): string[] {
  const faulty = new Set(history.faults().map(({ entry }) => entry.id));
  const { devices } = history.roster();
  const signers = new Set<string>();
  for (const { entry } of entries) {
    if (!history.has(entry.id) || faulty.has(entry.id)) continue;
    for (const by of [entry, ...history.signOffsOf(entry.id)]) {
      const member = devices.get(by.device)?.member;
      if (member !== undefined) signers.add(member);
    }
  }
  return [...signers];
}

function contentOf(value: unknown): EditionContent | undefined {
  try {
    return toEditionContent(fieldsIn(value) ?? {});
  } catch {
    return undefined;
  }
}
