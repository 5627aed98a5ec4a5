import { afterEach, expect, test, vi } from 'vitest';
import { GjDevice } from '../../../components/library/gj-device.ts';
import type { OfficeView } from '../../../src/engine/office-protocol.ts';
import { noOfficeView, someOfficeView } from '../connecting/some-office.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => document.body.replaceChildren());

async function shown(office: OfficeView): Promise<GjDevice> {
  const some = new SomeApp({
    device: () => ({ rules: 1, editions: 1, indexBytes: 0 }),
    office: () => office,
  });
  const element = some.show(new GjDevice());
  await vi.waitFor(() => expect(element.querySelector('h2')).not.toBeNull());
  return element;
}

test('a device says how the lists of devices call it', async () => {
  const office = someOfficeView();
  const device = { name: '电脑', kind: 'device', revoked: false, here: false } as const;
  office.members[0]!.devices = [
    { ...device, id: 'a'.repeat(64) },
    { ...device, id: '0123456789'.repeat(6), name: '电脑 2', here: true },
  ];
  const element = await shown(office);
  await vi.waitFor(() =>
    expect(element.textContent.replaceAll(/\s+/g, ' ')).toContain('这台设备叫 电脑 2 01234567'),
  );
});

test('of no office, it is called nothing', async () => {
  expect((await shown(noOfficeView)).querySelector('code')).toBeNull();
});
