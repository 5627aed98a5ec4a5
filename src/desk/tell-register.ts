import type { RegisterVerdict } from '../engine/registers/verify-register.ts';
import { officeFingerprint } from '../ledger/office-fingerprint.ts';
import { cellText } from '../office/registers/cell-text.ts';
import type { DeskWords } from './words.ts';

/**
 * Prints what became of the proof of a register.
 *
 * @returns 0 when it is valid, else 1
 */
export function tellRegister(verdict: RegisterVerdict, json: boolean, words: DeskWords): number {
  const { valid, fault, register, order, roster, office, entries, differs = [], seal } = verdict;
  const by = roster?.members.get(order?.by ?? '')?.name ?? '';
  const device = roster?.devices.get(order?.device ?? '')?.name ?? '';
  if (json) {
    const fingerprint = office === undefined ? null : officeFingerprint(office);
    console.log(
      JSON.stringify({
        valid,
        reason: fault ?? null,
        kind: 'register',
        form: register?.form ?? null,
        title: register?.title ?? null,
        office: register === undefined ? null : { name: register.office, fingerprint },
        rows: register?.rows.length ?? null,
        differs: differs.map((row) => row + 1),
        entries: entries ?? null,
        madeBy: valid ? { member: by, device } : null,
        exported: order?.at ?? null,
        seal: seal ?? null,
      }),
    );
    return valid ? 0 : 1;
  }
  const { register: said } = words;
  console.log(valid ? words.proven : `${said.invalid}. ${said.fault[fault ?? 'malformed']}`);
  if (differs.length > 0) console.log(said.differs(differs.map((row) => row + 1).join(said.list)));
  if (!valid || register === undefined || order === undefined || office === undefined) return 1;
  const made = cellText({ at: order.at }, order.zone);
  console.log(`${register.title}: ${said.validMeaning(register.office, entries ?? 0)}`);
  console.log(said.madeBy(by, device, made));
  console.log(`${said.compareHead}: ${officeFingerprint(office)}`);
  console.log(said.limitsText(made));
  return 0;
}
