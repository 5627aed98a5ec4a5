import { afterEach, expect, test, vi } from 'vitest';
import { GjRelays } from '../../../components/circulating/gj-relays.ts';
import type { MissingMember, RelaysView, UnitRelays } from '../../../src/engine/behalf-protocol.ts';
import type { CallName } from '../../../src/engine/protocol.ts';
import { violations } from '../connecting/axe.ts';
import { SomeApp } from '../some-app.ts';
import '../../../components/style/office.css';
import '../../../components/style/behalf.css';

afterEach(() => document.body.replaceChildren());

const circulation = 'c'.repeat(64);

const someUnit = (change: Partial<UnitRelays> = {}): UnitRelays => ({
  unit: 'u-east',
  name: '城东支部',
  meant: 6,
  missing: 4,
  relays: [],
  ...change,
});

const someView = (change: Partial<RelaysView> = {}): RelaysView => ({
  level: 'read',
  sentOn: '2026-03-02',
  isOver: false,
  maySpeak: true,
  ownUnit: 'u-east',
  units: [someUnit(), someUnit({ unit: 'u-west', name: '城西支部', meant: 2, missing: 0 })],
  ...change,
});

const missing: MissingMember[] = [
  { member: 'm-wu', name: '吴晓', unit: 'u-east', unitName: '城东支部' },
  { member: 'm-li', name: '李青', unit: 'u-east', unitName: '城东支部' },
  { member: 'm-wu2', name: '吴晓' },
];

interface Given {
  view?: RelaysView;
  fault?: { call: CallName; message: string };
  language?: 'zh' | 'en';
}

async function shown({ view = someView(), fault, language = 'zh' }: Given = {}): Promise<{
  element: GjRelays;
  some: SomeApp;
}> {
  const answered = <T>(call: CallName, answer: T): T => {
    if (fault?.call === call) throw Object.assign(new Error(fault.message), { code: 'bad-behalf' });
    return answer;
  };
  const some = new SomeApp(
    {
      relays: () => view,
      receive: () => answered('receive', undefined),
      relay: () => answered('relay', undefined),
      missingMembers: () => missing,
      onBehalf: ({ members }) => answered('onBehalf', { signed: members.length }),
      photo: () => ({}),
    },
    { language },
  );
  const element = some.show(Object.assign(new GjRelays(), { circulation }));
  await vi.waitFor(() => expect(element.querySelector('.unit-relays')).not.toBeNull());
  return { element, some };
}

const asked = (some: SomeApp, call: CallName): unknown => some.asked.find((one) => one.call === call)?.args;
const alertOf = (element: Element): string => element.querySelector('[role=alert]')?.textContent ?? '';

/** A small picture, as a person picks one. */
async function pickPhoto(element: Element): Promise<void> {
  const canvas = new OffscreenCanvas(40, 30);
  canvas.getContext('2d')!.fillRect(0, 0, 40, 30);
  const files = new DataTransfer();
  files.items.add(new File([await canvas.convertToBlob({ type: 'image/png' })], 'sheet.png'));
  const input = element.querySelectorAll<HTMLInputElement>('gj-photo-field input[type=file]')[1]!;
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() => expect(element.querySelector('gj-photo-field img')).not.toBeNull());
}

test('each unit says what it has done, and signs its receipt', async () => {
  const received = { by: '周明远', at: Date.UTC(2026, 2, 3) };
  const [own, other] = someView().units;
  const { element, some } = await shown({ view: someView({ units: [own!, { ...other!, received }] }) });
  const [east, west] = element.querySelectorAll('.unit-relays');
  expect(east!.textContent).toContain('6 人，4 人未签阅');
  expect(east!.textContent).toContain('未签收');
  expect(west!.textContent).toContain('2 人，均已签阅');
  expect(west!.textContent).toContain('周明远已签收');
  expect(west!.querySelector('.unit-acts > button')).toBeNull();
  east!.querySelector<HTMLButtonElement>('.unit-acts > button')!.click();
  await vi.waitFor(() => expect(asked(some, 'receive')).toEqual({ circulation, unit: 'u-east' }));
  await vi.waitFor(() => expect(element.textContent).toContain('城东支部已签收，签名已保存。'));
  expect(document.activeElement).toBe(east!.querySelector('summary'));
  await vi.waitFor(() => expect(element.querySelector('.on-behalf form')).not.toBeNull());
  expect(await violations(element)).toEqual([]);
});

test('how it was passed on is signed with its numbers and a small photo', async () => {
  const { element, some } = await shown();
  const east = element.querySelector('.unit-relays')!;
  east.querySelector('details')!.open = true;
  const form = east.querySelector('form')!;
  const set = (name: string, value: string): void => {
    form.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value;
  };
  expect(form.querySelector<HTMLInputElement>('[name=should]')!.value).toBe('6');
  for (const [name, value] of Object.entries({ how: 'board', on: '2026-03-04', attended: '4', later: '1' }))
    set(name, value);
  set('feedback', ' 建议缩短时限。 ');
  await pickPhoto(east);
  expect(await violations(east)).toEqual([]);
  form.requestSubmit();
  await vi.waitFor(() => expect(asked(some, 'relay')).toBeDefined());
  expect(asked(some, 'relay')).toEqual({
    circulation,
    unit: 'u-east',
    how: 'board',
    on: '2026-03-04',
    should: 6,
    attended: 4,
    later: 1,
    feedback: '建议缩短时限。',
    photo: expect.any(Uint8Array) as Uint8Array,
  });
  await vi.waitFor(() => expect(east.textContent).toContain('已登记并签名'));
  // The next one begins without the photo of this one.
  expect(east.querySelector('gj-photo-field img')).toBeNull();
});

test('why nothing was signed is said, and what was filled in stays', async () => {
  const { element } = await shown({ fault: { call: 'relay', message: 'numbers' } });
  const form = element.querySelector<HTMLFormElement>('.unit-relays form')!;
  form.querySelector<HTMLInputElement>('[name=attended]')!.value = '9';
  form.requestSubmit();
  await vi.waitFor(() => expect(alertOf(form)).toContain('实到加补学不能多于应到'));
  expect(form.querySelector<HTMLInputElement>('[name=attended]')!.value).toBe('9');
});

test('what was said stands there, the newest first; a photo that is not here is asked for', async () => {
  const line = {
    how: 'meeting' as const,
    on: '2026-03-04',
    should: 6,
    attended: 5,
    later: 1,
    at: Date.UTC(2026, 2, 4),
    by: '吴晓',
  };
  const relays = [
    {
      ...line,
      entry: 'e2',
      feedback: '无意见。',
      news: '开展学习。',
      photo: { hash: 'f'.repeat(64), isHere: false },
    },
    { ...line, entry: 'e1', later: 0 },
  ];
  const { element, some } = await shown({ view: someView({ units: [someUnit({ relays })] }) });
  const unit = element.querySelector('.unit-relays')!;
  expect(unit.textContent).toContain('2026-03-04，会议传达应到 6，实到 5，补学 1');
  expect(unit.textContent).toContain('无意见。');
  expect(unit.querySelector('.earlier')!.textContent).toContain('补学 0');
  unit.querySelector<HTMLButtonElement>('gj-sheet button')!.click();
  await vi.waitFor(() => expect(asked(some, 'photo')).toEqual({ hash: 'f'.repeat(64) }));
  await vi.waitFor(() => expect(unit.textContent).toContain('照片还不在本机'));
});

test('who may not speak for others finds nothing to press, and nor does anybody once it is over', async () => {
  for (const change of [{ maySpeak: false }, { isOver: true }]) {
    const { element } = await shown({ view: someView(change) });
    expect(element.querySelector('button, form, gj-on-behalf')).toBeNull();
    document.body.replaceChildren();
  }
});

test('for others: people are ticked by unit, and how, why and before whom is said', async () => {
  const { element, some } = await shown();
  await vi.waitFor(() => expect(element.querySelector('.on-behalf form')).not.toBeNull());
  const form = element.querySelector<HTMLFormElement>('.on-behalf form')!;
  form.querySelector<HTMLButtonElement>('.people-choice button')!.click();
  await vi.waitFor(() => expect(form.textContent).toContain('已选 2 人'));
  const witness = form.querySelector<HTMLInputElement>('[name=witness]')!;
  expect(witness.required).toBe(false);
  form.querySelector<HTMLInputElement>('[value=paper]')!.click();
  await vi.waitFor(() => expect(witness.required).toBe(true));
  form.querySelector<HTMLInputElement>('[name=reason]')!.value = '没有电脑';
  witness.value = '郑海';
  form.querySelector<HTMLInputElement>('[name=on]')!.value = '2026-03-05';
  form.querySelector<HTMLInputElement>('[name=on]')!.min = '';
  form.requestSubmit();
  await vi.waitFor(() => expect(asked(some, 'onBehalf')).toBeDefined());
  expect(asked(some, 'onBehalf')).toEqual({
    circulation,
    members: ['m-wu', 'm-li'],
    means: 'paper',
    reason: '没有电脑',
    witness: '郑海',
    on: '2026-03-05',
  });
  await vi.waitFor(() => expect(element.querySelector('.on-behalf')!.textContent).toContain('已为 2 人登记'));
});

test('why nothing was signed for others is said', async () => {
  const { element } = await shown({ fault: { call: 'onBehalf', message: 'not-meant' } });
  await vi.waitFor(() => expect(element.querySelector('.on-behalf form')).not.toBeNull());
  const form = element.querySelector<HTMLFormElement>('.on-behalf form')!;
  form.querySelector<HTMLInputElement>('[name=reason]')!.value = '出差';
  form.requestSubmit();
  await vi.waitFor(() => expect(alertOf(form)).toContain('不在传阅范围内'));
});

test('what is no picture is refused in words', async () => {
  const { element } = await shown();
  const field = element.querySelector('gj-photo-field')!;
  const files = new DataTransfer();
  files.items.add(new File(['no picture'], 'sheet.jpg', { type: 'image/jpeg' }));
  const input = field.querySelector<HTMLInputElement>('input')!;
  expect(input.getAttribute('capture')).toBe('environment');
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() => expect(alertOf(field)).toContain('这不是浏览器能打开的照片'));
});

test('the page is English when its reader is', async () => {
  const units = [someUnit({ name: 'East' })];
  const { element } = await shown({ view: someView({ units, maySpeak: true }), language: 'en' });
  element.querySelector('gj-on-behalf')!.remove();
  expect(element.textContent).not.toMatch(/\p{Script=Han}/u);
});
