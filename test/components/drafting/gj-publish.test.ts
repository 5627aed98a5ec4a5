import { afterEach, describe, expect, test, vi } from 'vitest';
import { GjPublish } from '../../../components/drafting/gj-publish.ts';
import type { OfficeView, PublishOrder, PublishView } from '../../../src/engine/office-protocol.ts';
import { compareTexts } from '../../../src/rule/compare-texts.ts';
import { parseText } from '../../../src/rule/parse-text.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => {
  document.body.replaceChildren();
  location.hash = '';
});

const text = (...articles: string[]) => {
  const body = articles.map((one, i) => `第${'一二三四'[i]}条 ${one}`).join('\n\n');
  return { text: body, parsed: parseText(body) };
};
const edition = 'b'.repeat(64);
const office = (roles: 'publisher'[]): OfficeView => ({
  office: { id: 'a'.repeat(64), name: '某办公室', threshold: 1, epoch: 0, fingerprint: '0000 0000' },
  me: { device: 'd', member: 'm', name: '王芳', roles: [...roles, 'member'] },
  units: [{ id: 'u', name: '综合科', kind: 'office' }],
  posts: [],
  members: [],
  recovery: true,
  awaiting: [],
  troubles: [],
  missing: [],
});

const view: PublishView = {
  rule: 'lights',
  edition,
  meta: { title: '灯光办法', kind: 'rule', effectiveOn: '2026-03-01' },
  articles: 3,
  findings: [
    { kind: 'interpretation-missing', at: '', label: '', start: 0, end: 0, weight: 'advice' },
    {
      kind: 'article-missing',
      at: 'a2',
      label: '第二条',
      start: 5,
      end: 9,
      detail: { cited: '本办法第九条' },
      weight: 'error',
    },
  ],
  revises: {
    edition: 'a'.repeat(64),
    comparison: compareTexts(
      text('下班关灯。', '周末也关。'),
      text('开会时由使用人负责。', '下班关灯。', '周末也关灯。'),
    ),
  },
  repeals: [{ rule: 'old', title: '旧灯办法' }],
  signing: 'unsigned',
};

async function shown(change: Partial<PublishView> = {}, roles: 'publisher'[] = ['publisher']) {
  const orders: PublishOrder[] = [];
  const some = new SomeApp({
    office: () => office(roles),
    preparePublish: () => ({ ...view, ...change }),
    readersOf: ({ edition: of }) => ({ acknowledged: of === 'a'.repeat(64) ? 12 : 0, waiting: 3, open: [] }),
    publish: (order) => {
      orders.push(order);
      return { edition: 'c'.repeat(64) };
    },
  });
  const element = new GjPublish();
  element.route = { page: 'publish', rule: 'lights', edition: edition.slice(0, 16) };
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
  return { element, orders, some };
}

const check = (element: Element, selector: string): void => {
  for (const box of element.querySelectorAll<HTMLInputElement>(selector)) box.click();
};

test('errors stand before advice, each with its place', async () => {
  const { element } = await shown();
  expect(
    [...element.querySelectorAll('.findings li')].map((li) => li.textContent.replaceAll(/\s+/g, ' ').trim()),
  ).toEqual(['有误 第二条 引用了不存在的条文：本办法第九条。', '建议 全文 没有写由谁负责解释。']);
});

test('what is signed is what the form says, the mapping as the publisher left it', async () => {
  const { element, orders } = await shown();
  const form = element.querySelector('form')!;
  expect(form.checkValidity()).toBe(false);
  element.querySelector<HTMLInputElement>('input[value=erratum]')!.click();
  check(element, 'input[type=checkbox][required]');
  element.querySelector<HTMLInputElement>('[name=secrecy]')!.value = ' 许静 ';
  element.querySelector<HTMLInputElement>('[name=docNo]')!.value = '某办〔2026〕1号';
  element.querySelector<HTMLTextAreaElement>('textarea[name=basis]')!.value = '《节约能源法》\n\n';
  element.querySelector<HTMLSelectElement>('[name="map:a3"]')!.value = '';
  expect(form.checkValidity()).toBe(true);
  form.requestSubmit();
  await vi.waitFor(() => expect(orders).toHaveLength(1));
  expect(orders[0]).toEqual({
    rule: 'lights',
    edition,
    meta: {
      title: '灯光办法',
      kind: 'rule',
      docNo: '某办〔2026〕1号',
      issuer: '某办公室',
      effectiveOn: '2026-03-01',
      basis: ['节约能源法'],
    },
    change: 'erratum',
    revises: 'a'.repeat(64),
    mapping: [{ before: 'a1', after: 'a2' }],
    repeals: ['old'],
    secrecy: '许静',
  });
  await vi.waitFor(() => expect(location.hash).toBe(`#/rule/lights?ed=${'c'.repeat(16)}`));
});

test('before signing it is said what an erratum and a revision mean to those who have read', async () => {
  const { element, orders } = await shown();
  await vi.waitFor(() => expect(element.querySelectorAll('.consequence')).toHaveLength(2));
  expect([...element.querySelectorAll('.consequence')].map((one) => one.textContent)).toEqual([
    '12 人已签阅，继续有效。 另有 3 人还没签阅现在的版本。',
    '12 人要重新签阅（签发后请发起传阅）。 另有 3 人还没签阅现在的版本。',
  ]);
  element.querySelector<HTMLInputElement>('input[value=revision]')!.click();
  check(element, 'input[type=checkbox][required]');
  element.querySelector<HTMLInputElement>('[name=secrecy]')!.value = '许静';
  element.querySelector<HTMLButtonElement>('button[value=circulate]')!.click();
  await vi.waitFor(() => expect(orders).toHaveLength(1));
  await vi.waitFor(() => expect(location.hash).toBe(`#/circulate?rule=lights&ed=${'c'.repeat(16)}`));
});

test('who may not issue is told so, and an issued edition is not issued again', async () => {
  const { element } = await shown({}, []);
  expect(element.querySelector('form')).toBeNull();
  expect(element.textContent).toContain('没有发布权限');
  const { element: again } = await shown({ signing: 'official' });
  expect(again.querySelector('form')).toBeNull();
});

describe('a draft on its way to being issued', () => {
  async function draft(
    change: Partial<PublishView>,
    publishDraft: (order: unknown) => { rule: string; edition: string },
  ) {
    let looks = 0;
    const some = new SomeApp({
      office: () => office(['publisher']),
      preparePublishDraft: () => ({
        ...view,
        ...change,
        edition: (looks += 1) === 1 ? edition : 'd'.repeat(64),
      }),
      readersOf: () => ({ acknowledged: 0, waiting: 0, open: [] }),
      publishDraft,
    });
    const element = new GjPublish();
    element.route = { page: 'publish-draft', draft: 'd1' };
    some.show(element);
    await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
    const fill = (): void => {
      element.querySelector<HTMLInputElement>('input[value=revision]')!.click();
      check(element, 'input[type=checkbox][required]:not(:checked)');
    };
    return { element, fill, looks: () => looks };
  }

  test('says where the text comes from, leads back to it, and knows who looked for secrets', async () => {
    const orders: unknown[] = [];
    const { element, fill } = await draft({ secrecy: '许静' }, (order) => {
      orders.push(order);
      return { rule: 'lights', edition: 'c'.repeat(64) };
    });
    expect(element.querySelector('.back')!.getAttribute('href')).toBe('#/draft/d1/workflow');
    expect([...element.querySelectorAll('.findings a')].map((a) => a.getAttribute('href'))).toEqual([
      '#/draft/d1',
      '#/draft/d1',
    ]);
    fill();
    element.querySelector('form')!.requestSubmit();
    await vi.waitFor(() => expect(orders).toHaveLength(1));
    expect(orders[0]).toMatchObject({ draft: 'd1', edition, secrecy: '许静', change: 'revision' });
    await vi.waitFor(() => expect(location.hash).toBe(`#/rule/lights?ed=${'c'.repeat(16)}`));
  });

  test('a rule that was ended is issued anew only by who says that they know', async () => {
    const { element, fill } = await draft({ ended: '2026-05-01', secrecy: '许静' }, () => ({
      rule: 'lights',
      edition,
    }));
    expect(element.textContent).toContain('已于 2026-05-01 起废止');
    fill();
    const form = element.querySelector('form')!;
    expect(form.checkValidity()).toBe(true);
    element.querySelector<HTMLInputElement>('[name=ended]')!.click();
    expect(form.checkValidity()).toBe(false);
  });

  test('another text than the one that was looked at is shown, and confirmed again', async () => {
    const { element, fill, looks } = await draft({ secrecy: '许静' }, () => {
      throw Object.assign(new Error(), { code: 'draft-changed' });
    });
    fill();
    const form = element.querySelector('form')!;
    element.querySelector<HTMLInputElement>('[name=docNo]')!.value = '某办〔2026〕1号';
    form.requestSubmit();
    await vi.waitFor(() => expect(looks()).toBe(2));
    expect(element.querySelector('.notice.bad')!.textContent).toContain('别人又改了');
    expect(form.checkValidity()).toBe(false);
    expect(element.querySelector<HTMLInputElement>('[name=docNo]')!.value).toBe('某办〔2026〕1号');
  });
});
