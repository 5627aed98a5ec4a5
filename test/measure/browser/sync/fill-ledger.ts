import type { Office } from '../../../../src/engine/office.ts';
import { deviceId } from '../../../../src/ledger/device-id.ts';
import type { Act, RosterChange } from '../../../../src/ledger/entry.ts';
import { makeKeys } from '../../../../src/ledger/signature.ts';

const devices = 300;

/** Lets the devices of 300 members acknowledge something, by turns, until there are so many acknowledgements. */
export async function fillLedger(office: Office, count: number): Promise<void> {
  const signers = await Promise.all(
    Array.from({ length: devices }, async (_, i) => ({ member: `m${i}`, keys: await makeKeys() })),
  );
  await office.change(
    signers.flatMap(({ member, keys: { alg, key } }): RosterChange[] => [
      { op: 'member', id: member, name: `成员${member}` },
      { op: 'grant', member, roles: ['member'] },
      { op: 'device', id: deviceId(alg, key), member, alg, key, name: '电脑', kind: 'device' },
    ]),
  );
  const { office: publish } = office.ledger;
  for (const [i, { keys }] of signers.entries()) {
    const share = Math.floor(((i + 1) * count) / devices) - Math.floor((i * count) / devices);
    const acts = Array.from({ length: share }, (): Act => ({
      type: 'acknowledge',
      publish,
      edition: publish,
      mode: 'read',
    }));
    await office.keeper.sayAll(acts, keys);
  }
}
