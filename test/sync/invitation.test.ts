import { describe, expect, test } from 'vitest';
import { newCode, readCode, spacedCode } from '../../src/sync/invitation-code.ts';
import {
  codeParts,
  type Invitation,
  invitationRoom,
  makeInvitation,
  mostTries,
  takeTry,
} from '../../src/sync/invitation.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a code', () => {
  test('is 26 characters that cannot be taken for others', () => {
    for (let i = 0; i < 200; i++) {
      const code = newCode();
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
      expect(readCode(code)).toBe(code);
    }
    expect(new Set(Array.from({ length: 100 }, newCode)).size).toBe(100);
  });

  test('is read however it was typed', () => {
    let code = newCode();
    // One with both digits that have letters beside them.
    while (!code.includes('0') || !code.includes('1')) code = newCode();
    const spaced = spacedCode(code);
    expect(spaced).toMatch(/^(\w{5}-){4}\w{6}$/);
    const wide = code.replaceAll(/./g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
    for (const typed of [
      spaced,
      spaced.toLowerCase(),
      ` ${spaced.replaceAll('-', ' — ')}\n`,
      code.replaceAll('0', 'o').replaceAll('1', 'l'),
      code.replaceAll('0', 'O').replaceAll('1', 'I'),
      wide,
      code.replaceAll(/(.{4})/g, '$1\u3000\u200b'),
    ])
      expect(readCode(typed), typed).toBe(code);
  });

  test('with one wrong character is none, wherever and whichever', () => {
    const code = newCode();
    for (let at = 0; at < code.length; at++)
      for (const other of alphabet)
        if (other !== code[at])
          expect(readCode(code.slice(0, at) + other + code.slice(at + 1))).toBeUndefined();
  });

  test('with two characters changed round is none', () => {
    const code = newCode();
    for (let a = 0; a < code.length; a++)
      for (let b = a + 1; b < code.length; b++) {
        if (code[a] === code[b]) continue;
        const round = [...code];
        [round[a], round[b]] = [round[b]!, round[a]!];
        expect(readCode(round.join('')), `${a} ${b}`).toBeUndefined();
      }
  });

  test('of another length, or with anything else in it, is none', () => {
    const code = newCode();
    for (const typed of [
      '',
      code.slice(1),
      `${code}0`,
      `${code.slice(0, -1)}U`,
      `${code}!`,
      '码'.repeat(26),
      'A'.repeat(9999),
    ])
      expect(readCode(typed)).toBeUndefined();
  });
});

describe('an invitation', () => {
  test('is known by its id on both sides; neither id nor room tell the key', () => {
    const { invitation, code } = makeInvitation('wang', 1000);
    const parts = codeParts(spacedCode(code).toLowerCase())!;
    expect(parts).toMatchObject({ id: invitation.id, key: invitation.key });
    expect(parts.room).toEqual(invitationRoom(invitation.id));
    expect(parts.room).toHaveLength(16);
    expect(invitation.id).toMatch(/^[0-9a-f]{32}$/);
    expect(invitation.key).toMatch(/^[0-9a-f]{64}$/);
    expect(invitation.key).not.toContain(invitation.id);
    expect(JSON.stringify(invitation)).not.toContain(code);
    expect(codeParts('no code')).toBeUndefined();
  });

  test('is always worked out the same way', () => {
    // Devices of different versions must meet.
    expect(codeParts('0'.repeat(26))).toEqual({
      id: '8dcf4a67f48935d317153b10f5cb592e',
      key: 'e05de71e973d15c4760c65c903eb52905e8e52f0ac68737a8cc3d6590f2b4190',
      room: invitationRoom('8dcf4a67f48935d317153b10f5cb592e'),
    });
  });

  test('is good once, for a time, and for a few tries', () => {
    const { invitation } = makeInvitation('wang', 1000);
    expect(takeTry(invitation, 999)).toEqual({ ...invitation, tries: 1 });
    expect(takeTry(invitation, 1000)).toBe('expired');
    expect(takeTry({ ...invitation, usedBy: 'd' }, 0)).toBe('used');
    let kept: Invitation = invitation;
    for (let i = 0; i < mostTries; i++) kept = takeTry(kept, 0) as Invitation;
    expect(kept.tries).toBe(mostTries);
    expect(takeTry(kept, 0)).toBe('too-many-tries');
  });
});
