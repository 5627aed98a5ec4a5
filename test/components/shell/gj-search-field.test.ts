import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { GjSearchField } from '../../../components/shell/gj-search-field.ts';
import { SomeApp } from '../some-app.ts';

let element: GjSearchField;
let input: HTMLInputElement;
let said: string[];

beforeEach(async () => {
  element = new SomeApp().show(new GjSearchField());
  said = [];
  element.addEventListener('gj-query', (event) =>
    said.push((event as CustomEvent<{ query: string }>).detail.query),
  );
  await element.updateComplete;
  input = element.querySelector('input')!;
});
afterEach(() => document.body.replaceChildren());

function type(value: string, isComposing = false): void {
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing }));
}

test('every letter asks, without the space around it', () => {
  type(' 会');
  type(' 会议 ');
  expect(said).toEqual(['会', '会议']);
});

test('while an input method composes nothing is asked; its word is', () => {
  type('hui', true);
  type('huiyi', true);
  expect(said).toEqual([]);
  input.value = '会议';
  input.dispatchEvent(new CompositionEvent('compositionend', { data: '会议' }));
  expect(said).toEqual(['会议']);
});

test('keys of the input method are not ours', () => {
  type('会议');
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true }));
  expect(input.value).toBe('会议');
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }));
  expect(input.value).toBe('');
  expect(said).toEqual(['会议', '']);
});

test('the field is not rewritten under the fingers, only when the address says something else', async () => {
  type('会议 ');
  element.query = '会议';
  await element.updateComplete;
  expect(input.value).toBe('会议 ');
  element.query = '销毁';
  await element.updateComplete;
  expect(input.value).toBe('销毁');
});

test.each(['zh', 'en'] as const)('where the field is narrow, its example is whole: %s', async (language) => {
  await page.viewport(1280, 800);
  document.body.replaceChildren();
  element = new SomeApp({}, { language }).show(new GjSearchField());
  await element.updateComplete;
  element.style.cssText = 'display: block; width: 12.5rem';
  input = element.querySelector('input')!;
  const { font, paddingLeft, paddingRight } = getComputedStyle(input);
  const pen = document.createElement('canvas').getContext('2d')!;
  pen.font = font;
  const room = input.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  expect(pen.measureText(input.placeholder).width).toBeLessThan(room);
  const key = (): string => getComputedStyle(element.querySelector('kbd')!).display;
  expect(key()).toBe('none');
  element.style.width = '30rem';
  expect(key()).not.toBe('none');
});
