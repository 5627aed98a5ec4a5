import { LitElement } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { PrintFoot } from '../../../components/reading/print-foot.ts';

class Page extends LitElement {
  foot = new PrintFoot(this);
}
customElements.define('test-page', Page);

afterEach(() => document.body.replaceChildren());

const footRules = (): string[] =>
  document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));

test('every printed page says what it is a page of, as long as the text is open', () => {
  const page = document.body.appendChild(document.createElement('test-page') as Page);
  page.foot.say('《会议管理制度》 · 2026-03-24 版');
  expect(footRules().join('')).toContain('会议管理制度');
  page.foot.say('《值班规定》');
  expect(footRules().join('')).not.toContain('会议管理制度');
  page.remove();
  expect(footRules()).toEqual([]);
});

test('a title cannot break out of the style sheet', () => {
  const page = document.body.appendChild(document.createElement('test-page') as Page);
  page.foot.say('坏"; } } body { display: none } @page { @top-left { content: "\\\n');
  expect(footRules()).toHaveLength(1);
  expect(footRules()[0]).toMatch(/^@page/);
  expect(getComputedStyle(document.body).display).toBe('block');
});
