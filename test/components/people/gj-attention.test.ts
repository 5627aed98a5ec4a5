import { afterEach, expect, test, vi } from 'vitest';
import { GjAttention } from '../../../components/people/gj-attention.ts';
import type { OfficeView, Trouble } from '../../../src/engine/office-protocol.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => document.body.replaceChildren());

const at = Date.UTC(2026, 0, 5);
const view = (change: Partial<OfficeView>): OfficeView => ({
  office: { id: 'a'.repeat(64), name: '某办公室', threshold: 2, epoch: 3, fingerprint: '0000 0000' },
  me: { device: 'd', member: 'm', name: '王芳', roles: ['admin', 'member'] },
  units: [],
  posts: [],
  members: [],
  recovery: true,
  awaiting: [],
  troubles: [],
  missing: [],
  ...change,
});

async function shown(change: Partial<OfficeView>): Promise<{ element: GjAttention; some: SomeApp }> {
  const some = new SomeApp({ shelf: () => [], signOff: () => undefined, acceptLate: () => undefined });
  const element = new GjAttention();
  element.view = view(change);
  some.show(element);
  await vi.waitFor(() => expect(element.textContent).not.toBe(''));
  return { element, some };
}

test('nothing to do is said', async () => {
  const { element } = await shown({});
  expect(element.textContent).toContain('没有需要处理的事');
});

const refused = { act: 'publish' as const, entry: 'e', title: '灯光办法', by: '李强', at, device: 'd' };
test.each<[Trouble, string]>([
  [{ kind: 'fork', device: 'd', name: '李强' }, '同一位置签了两份'],
  [{ kind: 'roster', entry: 'e', fault: 'too-few', by: '李强', at }, '没有生效'],
  [{ kind: 'roster', entry: 'e', fault: 'removed', by: '李强', at }, '取消权限'],
  [{ kind: 'refused', refusal: 'no-role', ...refused }, '没有发布权限'],
  [{ kind: 'refused', refusal: 'device-unknown', ...refused }, '还不在名册里'],
  [{ kind: 'disputed', rule: 'r', title: '灯光办法' }, '两个版本同时签发'],
  [{ kind: 'waiting', count: 3 }, '3 条记录'],
])('%o is told in words', async (trouble, words) => {
  const { element } = await shown({ troubles: [trouble] });
  expect(element.querySelector('.troubles')!.textContent).toContain(words);
});

test('what a revoked device had signed can be taken in by an admin, after being asked', async () => {
  const through = [4, 'b'.repeat(64)] as const;
  const { element, some } = await shown({
    troubles: [{ kind: 'refused', refusal: 'device-revoked', ...refused, through }],
  });
  expect(some.asked.some(({ call }) => call === 'acceptLate')).toBe(false);
  element.querySelector('summary')!.click();
  element.querySelector<HTMLButtonElement>('.troubles button')!.click();
  await vi.waitFor(() =>
    expect(some.asked).toContainEqual(
      expect.objectContaining({ call: 'acceptLate', args: { device: 'd', through } }),
    ),
  );
});

test('another admin agrees; who has signed is not asked again', async () => {
  const waiting = { entry: 'e', by: '李强', at, signed: 1, needed: 2, changes: [] };
  const { element, some } = await shown({
    awaiting: [
      {
        ...waiting,
        mine: false,
        changes: [
          { op: 'member', id: 'new', name: '赵敏' },
          { op: 'grant', member: 'new', roles: ['admin', 'member'] },
          { op: 'left', member: 'gone', on: '2026-01-31' },
          { op: 'office', threshold: 2 },
        ],
      },
    ],
  });
  // Nobody signs what they cannot read.
  expect([...element.querySelectorAll('.change-lines li')].map((li) => li.textContent)).toEqual([
    '人员资料：赵敏',
    '授予赵敏：管理员、成员',
    'gone于 2026-01-31 离开',
    '名册改动要 2 位管理员签名',
  ]);
  element.querySelector<HTMLButtonElement>('.lines button')!.click();
  await vi.waitFor(() =>
    expect(some.asked).toContainEqual(expect.objectContaining({ call: 'signOff', args: { entry: 'e' } })),
  );
  const { element: signed } = await shown({ awaiting: [{ ...waiting, mine: true }] });
  expect(signed.querySelector('.lines button')).toBeNull();
  expect(signed.textContent).toContain('您已签名');
});
