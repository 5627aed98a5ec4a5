import { expect, test } from 'vitest';
import type { InviteAct } from '../../src/ledger/draft-acts.ts';
import { someDrafting } from './some-drafting.ts';

const invite = (after: string[], ended?: true): InviteAct => ({
  type: 'invite',
  draft: 'd1',
  members: ['m'],
  ...(ended && { ended }),
  after,
});

test('who writes or judges drafts invites; a member invites nobody, not even themselves', async () => {
  const { e, m, say, book } = await someDrafting();
  await say(m, invite([]));
  expect([...book().invitations.all()]).toEqual([]);
  await say(e, invite([]));
  expect([...book().invitations.all().get('d1')!]).toEqual(['m']);
});

test('an end ends what it knew and what it did not know; who invites again knows of it', async () => {
  const { p, e, r, m, all, say, book } = await someDrafting();
  const first = await say(e, invite([]));
  // Apart: one ends it, another invites once more, with a clock that runs ahead.
  const end = await p.say(invite([first.id], true));
  await r.say(invite([first.id]), { at: 4_000_000_000_000 });
  for (const one of all) await one.take([...p.entries, ...r.entries]);
  expect(book().invitations.all().get('d1')).toEqual(new Set());
  // Who was invited cannot bring it back.
  await say(m, invite([end.id]));
  expect(book().invitations.all().get('d1')).toEqual(new Set());
  expect(book().invitations.heads('d1')).toHaveLength(2);
  await say(e, invite(book(e).invitations.heads('d1')));
  expect(book().invitations.all().get('d1')).toEqual(new Set(['m']));
});
