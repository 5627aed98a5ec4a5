import { expect, test } from 'vitest';
import { makeAgreementKeys } from '../../../src/ledger/agreement-keys.ts';
import { codeParts, makeInvitation } from '../../../src/sync/invitation.ts';
import { openAnswer, sealAnswer } from '../../../src/sync/pairing/join-answer.ts';

const { code } = makeInvitation('m1', 1);
const invitation = codeParts(code)!;
const agreement = await makeAgreementKeys();
const answer = { office: 'ab'.repeat(32), by: 'cd'.repeat(16), welcome: new Uint8Array([1, 2, 3]) };

test('the device that asked opens the answer, and nobody else', async () => {
  const sealed = await sealAnswer(answer, invitation, agreement.key);
  expect(await openAnswer(sealed, invitation, agreement)).toEqual(answer);
  await expect(openAnswer(sealed, invitation, await makeAgreementKeys())).rejects.toMatchObject({
    fault: 'code',
  });
});

test('without the code an answer can neither be written nor opened', async () => {
  const other = codeParts(makeInvitation('m1', 1).code)!;
  const forged = await sealAnswer(answer, { id: invitation.id, key: other.key }, agreement.key);
  await expect(openAnswer(forged, invitation, agreement)).rejects.toMatchObject({ fault: 'code' });
  const elsewhere = await sealAnswer(answer, other, agreement.key);
  await expect(openAnswer(elsewhere, invitation, agreement)).rejects.toMatchObject({ fault: 'code' });
});

test('every byte that was altered and every end that is missing is noticed', async () => {
  const sealed = await sealAnswer(answer, invitation, agreement.key);
  for (let at = 0; at < sealed.length; at++) {
    const altered = sealed.slice();
    altered[at]! ^= 1;
    await expect(openAnswer(altered, invitation, agreement), `byte ${at}`).rejects.toMatchObject({
      name: 'PairingFailed',
    });
    await expect(
      openAnswer(sealed.slice(0, at), invitation, agreement),
      `cut at ${at}`,
    ).rejects.toMatchObject({ name: 'PairingFailed' });
  }
});

test('what was written with a point that is none of the curve is no answer', async () => {
  await expect(sealAnswer(answer, invitation, 'A'.repeat(87))).rejects.toMatchObject({ fault: 'malformed' });
});
