import { undo } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import * as Automerge from '@automerge/automerge/slim';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { compositionEnded, isComposing } from '../../../components/drafting/editor/composing.ts';
import type { DraftState } from '../../../components/drafting/editor/saved-news.ts';
import { GjDraftEditor } from '../../../components/drafting/editor/gj-draft-editor.ts';
import { GjDraftPresent } from '../../../components/drafting/editor/gj-draft-present.ts';
import type { Present } from '../../../src/app/draft-port.ts';
import { automergeForBrowser } from '../../../src/store/automerge-browser.ts';
import '../../../components/style/draft-editor.css';
import { someDoc, SomeDraftPort } from '../../drafting/some-draft-port.ts';
import { violations } from '../connecting/axe.ts';
import { SomeApp } from '../some-app.ts';

beforeAll(automergeForBrowser);
afterEach(() => document.body.replaceChildren());

const start = '第一条　会议应当有议题。\n\n第二条　会议不超过一小时。';

interface Page {
  editor: GjDraftEditor;
  port: SomeDraftPort;
  states: DraftState[];
  present: { others: readonly Present[]; followed: string | undefined }[];
}

async function page(port = new SomeDraftPort(someDoc(start, 'bb'))): Promise<Page> {
  const some = new SomeApp();
  const editor = new GjDraftEditor();
  editor.port = port;
  const states: DraftState[] = [];
  const present: Page['present'] = [];
  editor.addEventListener('draft-state', (event) => states.push((event as CustomEvent<DraftState>).detail));
  editor.addEventListener('draft-present', (event) =>
    present.push((event as CustomEvent<Page['present'][number]>).detail),
  );
  some.show(editor);
  await editor.updateComplete;
  await settled();
  return { editor, port, states, present };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}

function type(editor: GjDraftEditor, at: number, insert: string, remove = 0): void {
  editor.view!.dispatch({ changes: { from: at, to: at + remove, insert }, userEvent: 'input.type' });
}

function theirs(port: SomeDraftPort, at: number, insert: string, remove = 0): void {
  port.merge(
    Automerge.change(Automerge.clone(port.doc, { actor: 'cc' }), (doc) => {
      Automerge.splice(doc, ['text'], at, remove, insert);
    }),
  );
}

test('what is typed is written, is said to be saved, and others’ changes come in', async () => {
  const { editor, port, states } = await page();
  expect(editor.text).toBe(start);
  type(editor, 6, '定期');
  await settled();
  theirs(port, 0, '总则\n');
  await settled();
  expect(editor.text).toBe('总则\n第一条　会议定期应当有议题。\n\n第二条　会议不超过一小时。');
  expect(port.text).toBe(editor.text);
  expect(states.map(({ kind }) => kind)).toEqual(['saved', 'saving', 'saved']);
});

test('who hears an event may turn to the editor at once', async () => {
  const { editor, port } = await page();
  const refused: unknown[] = [];
  let times = 0;
  for (const name of ['draft-state', 'draft-selection', 'draft-present']) {
    editor.addEventListener(name, () => {
      times += 1;
      try {
        editor.view!.dispatch({ effects: EditorView.scrollIntoView(0) });
      } catch (cause) {
        refused.push(cause);
      }
    });
  }
  editor.follow('cc');
  type(editor, 6, '定期');
  await settled();
  expect(times).toBeGreaterThan(4);
  expect(refused).toEqual([]);
  expect(port.text).toContain('会议定期应当');
});

test('what is selected stays selected when others write before it and in it', async () => {
  const { editor, port } = await page();
  editor.select(4, 8);
  theirs(port, 0, '总则\n');
  theirs(port, 9, '！');
  await settled();
  const { from, to } = editor.view!.state.selection.main;
  expect(editor.text.slice(from, to)).toBe('会议！应当');
});

test('undo takes back one’s own and leaves others’', async () => {
  const { editor, port } = await page();
  type(editor, 6, '定期');
  await settled();
  theirs(port, 0, '总则\n');
  theirs(port, 11, '都');
  await settled();
  undo(editor.view!);
  undo(editor.view!);
  await settled();
  expect(editor.text).toBe(`总则\n第一条　会议都应当有议题。\n\n第二条　会议不超过一小时。`);
  expect(port.text).toBe(editor.text);
});

test('as long as the engine fails the text stays on the page and is never said to be saved', async () => {
  const { editor, port, states } = await page();
  port.problem = Object.assign(new Error('no room'), { code: 'storage-full' });
  type(editor, 6, '定期');
  await settled();
  expect(states.at(-1)).toEqual({ kind: 'failed', problem: 'storage-full' });
  expect(editor.text).toContain('定期');
  const before = states.length;
  type(editor, 0, '甲');
  await settled();
  expect(states.slice(before).filter(({ kind }) => kind === 'saved')).toEqual([]);
  port.comeBack();
  await settled();
  expect(port.text).toBe(editor.text);
  expect(states.at(-1)).toEqual({ kind: 'saved' });
});

test('a draft that cannot be opened is said to be, and cannot be typed into', async () => {
  const port = new SomeDraftPort(someDoc(start, 'bb'));
  port.problem = Object.assign(new Error('gone'), { code: 'engine-gone' });
  const { editor, states } = await page(port);
  expect(states).toEqual([{ kind: 'failed', problem: 'engine-gone' }]);
  expect(editor.view!.state.readOnly).toBe(true);
});

test('turning to another draft writes what is pending to the one before', async () => {
  const { editor, port } = await page();
  let open = (): void => undefined;
  port.gate = new Promise((resolve) => (open = resolve));
  type(editor, 0, '甲');
  await settled();
  type(editor, 1, '乙');
  editor.port = new SomeDraftPort(someDoc('另一份', 'dd'));
  await editor.updateComplete;
  await settled();
  expect(editor.text).toBe('另一份');
  undo(editor.view!);
  expect(editor.text).toBe('另一份');
  open();
  await settled();
  expect(port.text).toBe(`甲乙${start}`);
  expect(port.isHeard).toBe(false);
  expect(editor.text).toBe('另一份');
});

test('leaving the page or the field writes what there is, also what is being composed', async () => {
  for (const leave of ['pagehide', 'visibilitychange', 'blur']) {
    const { editor, port } = await page();
    editor.view!.contentDOM.dispatchEvent(new CompositionEvent('compositionstart'));
    type(editor, 6, 'jia');
    await settled();
    expect(port.edits).toEqual([]);
    if (leave === 'blur') editor.view!.contentDOM.dispatchEvent(new FocusEvent('blur'));
    else if (leave === 'pagehide') dispatchEvent(new PageTransitionEvent('pagehide'));
    else {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      Reflect.deleteProperty(document, 'visibilityState');
    }
    // Not even a turn later: a page that is left has none.
    expect(port.edits).toHaveLength(1);
    await settled();
    expect(port.text).toContain('会议jia应当');
    editor.remove();
  }
});

test('what an engine that is gone did not take is found by the next tab', async () => {
  const { editor, port } = await page();
  editor.draft = 'd';
  const other = new SomeDraftPort(port.doc);
  editor.port = other;
  await editor.updateComplete;
  await settled();
  other.problem = new Error('gone');
  type(editor, 6, '定期');
  await settled();
  const [key = ''] = Object.keys(localStorage).filter((name) => name.startsWith('guiju:unsent:d:'));
  const left = localStorage.getItem(key)!;
  // Another tab of this draft was there, and is not any more.
  localStorage.setItem('guiju:unsent:d:gone', left);
  const next = await page(new SomeDraftPort(port.doc));
  next.editor.draft = 'd';
  next.editor.port = new SomeDraftPort(port.doc);
  await next.editor.updateComplete;
  await expect.poll(() => next.editor.text).toContain('会议定期应当');
  expect(Object.keys(localStorage).filter((name) => name.startsWith('guiju:unsent:'))).toEqual([key]);
  other.comeBack();
  await expect.poll(() => localStorage.getItem(key)).toBeNull();
});

test('halves of characters, NUL and other ends of lines come out harmless', async () => {
  const { editor, port } = await page();
  type(editor, 0, 'a\uD83Db\0c\r\nd\re\uDE00');
  await settled();
  expect(editor.text.slice(0, 10)).toBe('a\uFFFDbc\nd\ne\uFFFD第');
  expect(port.text).toBe(editor.text);
  type(editor, 0, '😀', 10);
  await settled();
  // Half of it is deleted, as by a program that counts units.
  type(editor, 1, '', 1);
  await settled();
  expect(editor.text.slice(0, 1)).toBe('\uFFFD');
  type(editor, 0, '😀😀', 1);
  type(editor, 2, '中');
  type(editor, 1, '断');
  await settled();
  expect(editor.text.slice(0, 6)).toBe('\uFFFD断\uFFFD中😀');
  expect(port.text).toBe(editor.text);
});

test('a text with other ends of lines and NUL, from elsewhere, is shown unit for unit', async () => {
  const { editor, port } = await page(new SomeDraftPort(someDoc('第一条\r\n第二条\0\r第三条', 'bb')));
  type(editor, editor.text.length, '完');
  theirs(port, 0, '\r\n');
  await settled();
  expect(editor.text).toBe('\r\n第一条\r\n第二条\0\r第三条完');
  expect(port.text).toBe(editor.text);
});

test('two hundred thousand characters open, and can be typed into', async () => {
  const long = `第一条　${'会议应当有议题。'.repeat(5)}\n\n`.repeat(4445);
  const { editor, port } = await page(new SomeDraftPort(someDoc(long, 'bb')));
  expect(editor.text.length).toBeGreaterThan(200_000);
  type(editor, editor.text.length, '完');
  theirs(port, 0, '总则\n');
  await settled();
  expect(port.text).toBe(editor.text);
  expect(editor.text).toBe(`总则\n${long}完`);
});

test('where one is, is told to the page at once and to others a little later', async () => {
  const { editor, port } = await page();
  const selected: unknown[] = [];
  editor.addEventListener('draft-selection', (event) => selected.push((event as CustomEvent).detail));
  editor.select(4, 6);
  editor.select(6, 4);
  expect(selected).toEqual([
    { from: 4, to: 6 },
    { from: 4, to: 6 },
  ]);
  await expect.poll(() => port.shown.length).toBe(1);
  expect(port.shown[0]).toMatchObject({ from: 6, to: 4 });
  editor.remove();
  expect(port.shown.at(-1)).toBeUndefined();
});

test('where one is, is told in places of the text that others can have', async () => {
  const { editor, port } = await page();
  port.problem = new Error('gone');
  type(editor, 0, '经查，');
  editor.select(9, 7);
  await expect.poll(() => port.shown.length).toBe(1);
  expect(port.shown[0]).toEqual({ heads: Automerge.getHeads(port.doc), from: 6, to: 4 });
});

test('places of a text that is not shown any more are asked for again', async () => {
  const { editor, port, present } = await page();
  let answer: (others: Present[]) => void = () => undefined;
  port.present = () => new Promise((resolve) => (answer = resolve));
  port.tell({ kind: 'present' });
  const old = answer;
  theirs(port, 0, '总则\n');
  await settled();
  old([{ device: 'cc', member: 'c', name: '丙', from: 6, to: 6 }]);
  await settled();
  expect(present.at(-1)?.others ?? []).toEqual([]);
  expect(answer).not.toBe(old);
  answer([{ device: 'cc', member: 'c', name: '丙', from: 9, to: 9 }]);
  await settled();
  expect(present.at(-1)!.others[0]!.to).toBe(9);
  expect(editor.text[9]).toBe('应');
});

test('that composing has ended is told when it has, and not when the next word has begun', async () => {
  const { editor } = await page();
  let ended = 0;
  editor.extensions = [
    EditorView.updateListener.of(({ transactions, view }) => {
      if (transactions.some(({ effects }) => effects.some((effect) => effect.is(compositionEnded))))
        ended += 1;
      expect(isComposing(view)).toBe(ended === 0);
    }),
  ];
  const say = (name: string): boolean => editor.view!.contentDOM.dispatchEvent(new CompositionEvent(name));
  say('compositionstart');
  await editor.updateComplete;
  say('compositionend');
  say('compositionstart');
  await new Promise((resolve) => setTimeout(resolve));
  expect(ended).toBe(0);
  expect(isComposing(editor.view!)).toBe(true);
  say('compositionend');
  await expect.poll(() => ended).toBe(1);
});

test('others are shown where they are, by name, and move with the text', async () => {
  const { editor, port, present } = await page();
  port.others = [{ device: 'cc', member: 'c', name: '丙', from: 4, to: 6 }];
  port.tell({ kind: 'present' });
  await settled();
  expect(present.at(-1)).toEqual({ others: port.others, followed: undefined });
  const caret = (): HTMLElement | null => editor.querySelector('.gj-other-caret');
  await expect.poll(caret).not.toBeNull();
  expect(caret()!.textContent).toBe('丙');
  expect(editor.querySelector('.gj-other-selection')).not.toBeNull();
  const left = (): number => caret()!.getBoundingClientRect().left;
  const at = (place: number): number => editor.view!.coordsAtPos(place)!.left;
  expect(Math.abs(left() - at(6))).toBeLessThan(2);
  type(editor, 0, '经查');
  await expect.poll(() => Math.abs(left() - at(8))).toBeLessThan(2);
  // They write: their caret stands behind it.
  theirs(port, 8, '都');
  await settled();
  await expect.poll(() => Math.abs(left() - at(9))).toBeLessThan(2);
});

test('the page goes with another’s caret until one types', async () => {
  const long = `第一条　会议应当有议题。\n\n`.repeat(400);
  const { editor, port, present } = await page(new SomeDraftPort(someDoc(long, 'bb')));
  const stands = (at: number): void => {
    port.others = [{ device: 'cc', member: 'c', name: '丙', from: at, to: at }];
    port.tell({ kind: 'present' });
  };
  const seen = (): number => editor.view!.viewport.to;
  stands(0);
  await settled();
  editor.follow('cc');
  await settled();
  expect(present.at(-1)?.followed).toBe('cc');
  stands(long.length);
  await expect.poll(seen).toBe(long.length);
  type(editor, 0, '甲');
  await settled();
  expect(present.at(-1)?.followed).toBeUndefined();
  editor.view!.dispatch({ effects: [] });
  scrollTo(0, 0);
  await expect.poll(seen).toBeLessThan(long.length);
  stands(long.length);
  await settled();
  expect(seen()).toBeLessThan(long.length);
});

test('who is here is a list; a name is pressed to be followed, and again to be let go', async () => {
  const some = new SomeApp();
  const list = new GjDraftPresent();
  list.others = [
    { device: 'cc', member: 'c', name: '丙', from: 0, to: 0 },
    { device: 'dd', member: 'd', name: '丁' },
  ];
  some.show(list);
  await list.updateComplete;
  const asked: unknown[] = [];
  list.addEventListener('draft-follow', (event) => asked.push((event as CustomEvent).detail));
  const button = list.querySelector('button')!;
  expect([...list.querySelectorAll('li')].map((item) => item.textContent.trim())).toEqual(['丙', '丁']);
  button.click();
  list.followed = 'cc';
  await list.updateComplete;
  expect(button.getAttribute('aria-pressed')).toBe('true');
  button.click();
  expect(asked).toEqual([{ device: 'cc' }, { device: undefined }]);
  expect(await violations(list)).toEqual([]);
  list.others = [];
  await list.updateComplete;
  expect(list.textContent).toContain('没有别人');
});

test('every tone can be read on paper, and a name on every tone, in light and dark', () => {
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme;
    for (let tone = 0; tone < 8; tone++) {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.className = `gj-tone-${tone}`;
      probe.style.cssText = 'color: var(--tone); background-color: var(--paper)';
      const { color, backgroundColor } = getComputedStyle(probe);
      expect(contrast(color, backgroundColor), `${theme} ${tone}`).toBeGreaterThan(4.5);
    }
  }
  delete document.documentElement.dataset['theme'];
});

/** Of two colours, as WCAG 2.2 reckons it. */
function contrast(a: string, b: string): number {
  const [light, dark] = [a, b].map(brightness).sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function brightness(color: string): number {
  const [red, green, blue] = color.match(/\d+/g)!.map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('a text that may only be read cannot be typed into, and still changes with others', async () => {
  const { editor, port } = await page();
  editor.readonly = true;
  await editor.updateComplete;
  expect(editor.view!.contentDOM.contentEditable).toBe('false');
  theirs(port, 0, '总则\n');
  await settled();
  expect(editor.text.slice(0, 3)).toBe('总则\n');
});

test('others have the text by its name, and extensions may change while it is open', async () => {
  const { editor } = await page();
  expect(editor.view!.contentDOM.getAttribute('aria-label')).toBe('草稿正文');
  expect(await violations(editor)).toEqual([]);
  editor.extensions = [EditorState.tabSize.of(7)];
  await editor.updateComplete;
  expect(editor.view!.state.tabSize).toBe(7);
  type(editor, 0, '甲');
  expect(editor.text.startsWith('甲')).toBe(true);
});

test('a draft in which nothing is written but its title is begun behind the number below', async () => {
  const begun = '# 开水房规定\n\n第一条　\n';
  const { editor } = await page(new SomeDraftPort(someDoc(begun, 'bb')));
  expect(editor.view!.state.selection.main.head).toBe(begun.length - 1);
  const written = await page(new SomeDraftPort(someDoc('# 开水房规定\n\n第一条　排队。\n', 'bb')));
  expect(written.editor.view!.state.selection.main.head).toBe(0);
});
