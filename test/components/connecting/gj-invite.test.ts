import { afterEach, expect, test, vi } from 'vitest';
import { GjInvite } from '../../../components/connecting/gj-invite.ts';
import { zh } from '../../../components/words/zh.ts';
import type { InvitationLine } from '../../../src/engine/connect-protocol.ts';
import { SomeApp } from '../some-app.ts';
import { violations } from './axe.ts';
import '../../../components/style/office.css';
import '../../../components/style/connect.css';

afterEach(() => document.body.replaceChildren());

const code = '0123456789ABCDEFGHJKMNPQRS';
const expires = Date.UTC(2026, 10, 30, 2, 5);
const intranet = { origin: 'http://10.0.0.5:8765', pathname: '/', hostname: '10.0.0.5' };

function shown(
  change: Partial<GjInvite> = {},
  problem?: string,
): { element: GjInvite; some: SomeApp; invitations: InvitationLine[] } {
  const invitations: InvitationLine[] = [];
  const some = new SomeApp({
    pairing: () => ({ invitations, admitting: [] }),
    invite: () => {
      if (problem !== undefined) throw Object.assign(new Error(problem), { code: problem });
      return { id: 'i', code, expires };
    },
    cancelInvitation: () => undefined,
  });
  const element = some.show(
    Object.assign(new GjInvite(), { member: 'wang', name: '王芳', here: intranet, ...change }),
  );
  return { element, some, invitations };
}

async function made(change: Partial<GjInvite> = {}): Promise<ReturnType<typeof shown>> {
  const all = shown(change);
  await vi.waitFor(() => expect(all.element.querySelector('button')).not.toBeNull());
  all.element.querySelector('button')!.click();
  await vi.waitFor(() => expect(all.element.querySelector('.invitation')).not.toBeNull());
  return all;
}

test('the code is shown in groups with a link, a QR code, its end, and what to do', async () => {
  const { element, some } = await made();
  expect(some.asked).toContainEqual(expect.objectContaining({ call: 'invite', args: { member: 'wang' } }));
  expect([...element.querySelectorAll('.code span')].map((span) => span.textContent)).toEqual([
    '01234',
    '56789',
    'ABCDE',
    'FGHJK',
    'MNPQRS',
  ]);
  // Behind `#`: no server sees it.
  expect(element.querySelector('.address')!.textContent).toBe(`http://10.0.0.5:8765/#/join?code=${code}`);
  expect(element.querySelector('.invitation-once')!.textContent).toContain('只显示这一次');
  expect(element.querySelector('.invitation-once')!.textContent).toContain('2026年11月30日');
  expect(element.querySelector('svg[role=img]')!.getAttribute('aria-label')).toBe('邀请链接的二维码');
  const steps = [...element.querySelectorAll('.steps li')].map(({ textContent }) => textContent);
  expect(steps).toHaveLength(3);
  // It names what stands on that page.
  expect(steps[0]).toContain(`的“${zh.officeTitle}”，点“${zh.joinHave}”`);
  expect(document.activeElement).toBe(element.querySelector('.invitation h3'));
  expect(await violations(element)).toEqual([]);
});

test('the QR code says what the link says', async () => {
  const { element } = await made();
  const path = element.querySelector('.qr path')!.getAttribute('d')!;
  const modules = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`);
  const { encode } = await import('uqr');
  const { data } = encode(element.querySelector('.address')!.textContent, { ecc: 'M', border: 4 });
  expect(modules).toEqual(data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`${x},${y}`] : []))));
});

test('an address that opens on this computer only is not handed out', async () => {
  const here = { origin: 'http://127.0.0.1:8765', pathname: '/', hostname: '127.0.0.1' };
  const { element } = await made({ here });
  expect(element.querySelector('.qr, .address')).toBeNull();
  const notice = element.querySelector('.notice.warn')!.textContent;
  expect(notice).toContain('只有本机能打开');
  // The step that names the way to joining is not shown here.
  expect(element.querySelectorAll('.steps li')).toHaveLength(2);
  expect(notice).toContain(`打开“${zh.officeTitle}”，点“${zh.joinHave}”`);
  expect(element.querySelector('.code')).not.toBeNull();
});

test('one’s own device is called so', async () => {
  const { element } = shown({ mine: true });
  await vi.waitFor(() =>
    expect(element.querySelector('button')?.textContent.trim()).toBe('添加我的手机或电脑'),
  );
});

test('a code that was used is not shown any more', async () => {
  const { element, some, invitations } = await made();
  invitations.push({ id: 'i', member: 'wang', memberName: '王芳', expires, state: 'used' });
  some.news({ connections: 1 });
  await vi.waitFor(() => expect(element.querySelector('.code')).toBeNull());
  expect(element.querySelector('.notice')!.textContent).toBe('已经用过');
});

test('another person’s page does not show the code of the one before', async () => {
  const { element } = await made();
  element.member = 'chen';
  await element.updateComplete;
  expect(element.querySelector('.code')).toBeNull();
});

test('it can be cancelled', async () => {
  const { element, some } = await made();
  [...element.querySelectorAll('button')].at(-1)!.click();
  await vi.waitFor(() => expect(element.querySelector('.invitation')).toBeNull());
  expect(some.asked).toContainEqual(expect.objectContaining({ call: 'cancelInvitation', args: { id: 'i' } }));
});

test('what went wrong is said', async () => {
  const { element } = shown({}, 'too-many-invitations');
  await vi.waitFor(() => expect(element.querySelector('button')).not.toBeNull());
  element.querySelector('button')!.click();
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')!.textContent).toContain('邀请太多'));
});
