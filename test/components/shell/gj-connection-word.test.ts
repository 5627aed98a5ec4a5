import { afterEach, expect, test, vi } from 'vitest';
import { GjConnectionWord } from '../../../components/shell/gj-connection-word.ts';
import type { ConnectionsView } from '../../../src/engine/connect-protocol.ts';
import { someConnections, somePeer } from '../connecting/some-connections.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => document.body.replaceChildren());

const line = { way: 'direct', phase: 'agreed', since: 0, outstanding: 0 } as const;

async function shown(
  change: Partial<ConnectionsView>,
): Promise<{ element: GjConnectionWord; turn(change: Partial<ConnectionsView>): Promise<void> }> {
  let view = someConnections(change);
  let asked = 0;
  const some = new SomeApp({ connections: () => ((asked += 1), view) });
  const element = some.show(new GjConnectionWord());
  await vi.waitFor(() => expect(asked).toBe(1));
  await element.updateComplete;
  return {
    element,
    async turn(next) {
      view = someConnections(next);
      const before = asked;
      some.news({ connections: 1 });
      await vi.waitFor(() => expect(asked).toBe(before + 1));
      await new Promise((done) => setTimeout(done));
      await element.updateComplete;
    },
  };
}

const word = (element: Element): string | undefined =>
  element.querySelector('a')?.textContent.replaceAll(/\s+/g, ' ').trim();

test('says in a word how this device stands, with the number of devices in line', async () => {
  const { element, turn } = await shown({ devices: [somePeer({ line }), somePeer({ line }), somePeer()] });
  await vi.waitFor(() => expect(word(element)).toBe('设备与同步 · 已一致、连着 2 台设备2 台'));
  expect(element.querySelector('a')!.getAttribute('href')).toBe('#/connections');
  await turn({ standing: 'receiving', outstanding: 3, devices: [somePeer({ line })] });
  expect(word(element)).toContain('正在接收 3 项');
  await turn({ standing: 'alone', devices: [somePeer()] });
  expect(word(element)).toBe('设备与同步 · 未连上');
  await turn({ standing: 'alone' });
  expect(word(element)).toBe('设备与同步 · 只有本机');
});

test.each([
  ['outside', '未加入单位'],
  ['revoked', '已吊销'],
  ['doubted', '可能已吊销'],
] as const)(
  'a device that the office does not take for its own says so in a word: %s',
  async (standing, says) => {
    const { element } = await shown({ standing, devices: [somePeer()] });
    await vi.waitFor(() => expect(word(element)).toBe(`设备与同步 · ${says}`));
  },
);

test('where there is no office there is no word', async () => {
  const { element } = await shown({ standing: 'apart' });
  expect(element.querySelector('a')).toBeNull();
  expect(element.querySelector('[role=status]')!.textContent).toBe('');
});

test('a change of the word is spoken; how it stood at first and counts that move are not', async () => {
  const { element, turn } = await shown({ standing: 'agreed' });
  const spoken = element.querySelector('[role=status]')!;
  await vi.waitFor(() => expect(word(element)).toBeDefined());
  expect(spoken.textContent).toBe('');
  await turn({ standing: 'receiving', outstanding: 9 });
  expect(spoken.textContent).toBe('正在接收');
  const said = vi.fn();
  const observer = new MutationObserver(said);
  observer.observe(spoken, { childList: true, characterData: true, subtree: true });
  await turn({ standing: 'receiving', outstanding: 4 });
  observer.disconnect();
  expect(said).not.toHaveBeenCalled();
  await turn({ standing: 'agreed' });
  expect(spoken.textContent).toBe('已与别的设备一致');
});
