import { afterEach, expect, test, vi } from 'vitest';
import { GjReplies } from '../../../components/circulating/gj-replies.ts';
import type { Reply } from '../../../src/engine/circulations-protocol.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => document.body.replaceChildren());

const reply = (change: Partial<Reply>): Reply => ({
  entry: 'e',
  circulation: 'c'.repeat(64),
  editions: [{ rule: 'r', title: '用车规定', edition: 'a'.repeat(64) }],
  kind: 'feedback',
  text: '都已知悉。',
  by: '曹阳',
  unitName: '机关党委',
  at: Date.UTC(2026, 2, 2),
  ...change,
});

test('each stands with who said it, of which circulation, and a question with its article', async () => {
  const place = { rule: 'r', edition: 'a'.repeat(64), address: 'a3' };
  const some = new SomeApp({
    replies: () => [reply({}), reply({ kind: 'question', text: '<b>周末呢？</b>', place })],
  });
  const element = some.show(new GjReplies());
  await vi.waitFor(() => expect(element.querySelectorAll('li')).toHaveLength(2));
  const [first, second] = element.querySelectorAll('li');
  expect(first!.textContent).toContain('反馈');
  expect(first!.textContent).toContain('机关党委 曹阳');
  expect(first!.querySelector('a')!.getAttribute('href')).toBe(`#/circulation/${'c'.repeat(64)}/relays`);
  // What somebody typed is shown as they typed it.
  expect(second!.querySelector('.words')!.textContent).toBe('<b>周末呢？</b>');
  expect(second!.querySelector('a:last-child')!.getAttribute('href')).toBe(
    `#/rule/r/a3?ed=${'a'.repeat(16)}`,
  );
});

test('that nothing has come is said', async () => {
  const some = new SomeApp({ replies: () => [] });
  const element = some.show(new GjReplies());
  await vi.waitFor(() => expect(element.textContent).toContain('还没有收到'));
});
