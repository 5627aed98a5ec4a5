import { afterEach, expect, test } from 'vitest';
import { GjRecovery } from '../../../components/people/gj-recovery.ts';
import { SomeApp } from '../some-app.ts';
import { violations } from '../connecting/axe.ts';
import { someOfficeView } from '../connecting/some-office.ts';
import '../../../components/style/office.css';

afterEach(() => document.body.replaceChildren());

test('after a backup, the recovery file that lets this device in can be used', async () => {
  const { me: _me, ...view } = someOfficeView();
  const element = new SomeApp().show(Object.assign(new GjRecovery(), { view }));
  await element.updateComplete;
  const restore = element.querySelector<GjRecovery>('gj-restore-office')!;
  await restore.updateComplete;
  expect(restore.querySelector('form')).not.toBeNull();
  expect(restore.textContent).toContain('先从备份找回，再用恢复文件');
  expect(element.textContent).not.toContain('没有这项权限');
  expect(await violations(element)).toEqual([]);
});

test('whoever is of the office and no admin asks one', async () => {
  const me = { device: 'd', member: 'wang', name: '王芳', roles: ['member' as const] };
  const element = new SomeApp().show(Object.assign(new GjRecovery(), { view: someOfficeView({ me }) }));
  await element.updateComplete;
  expect(element.querySelector('.notice.warn')!.textContent).toContain('没有这项权限');
  expect(element.querySelector('gj-restore-office')).toBeNull();
});
