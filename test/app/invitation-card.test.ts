import { expect, test } from 'vitest';
import { invitationCard } from '../../src/app/invitation-card.ts';
import { parseRoute } from '../../src/app/route.ts';
import { newCode } from '../../src/sync/invitation-code.ts';

test('the address leads to the page for joining with the code in it, and no server sees the code', () => {
  const code = newCode();
  const here = new URL('https://desk.example/rules/?base=main#/member/x');
  const { spaced, address, isOnlyHere } = invitationCard(code, here);
  const url = new URL(address);
  expect(url.origin + url.pathname + url.search).toBe('https://desk.example/rules/');
  expect(parseRoute(url.hash)).toEqual({ page: 'join', code });
  expect(spaced.replaceAll('-', '')).toBe(code);
  expect(isOnlyHere).toBe(false);
});

test.each(['http://localhost:8765', 'http://127.0.0.1', 'http://[::1]:80'])('%s is only here', (origin) => {
  expect(invitationCard(newCode(), new URL(origin)).isOnlyHere).toBe(true);
});
