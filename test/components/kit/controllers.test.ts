import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { afterEach, expect, test } from 'vitest';
import { EngineError } from '../../../src/app/engine-link.ts';
import { Source } from '../../../src/app/live.ts';
import { AskingController } from '../../../components/kit/asking-controller.ts';
import { LiveController } from '../../../components/kit/live-controller.ts';

class Probe extends LitElement {
  @property({ type: Number }) count = 0;
  source = new Source('one');
  live = new LiveController(this, () => this.source);
  asking = new AskingController<string>(this);
  protected override render(): unknown {
    return html`${this.count} ${this.live.now} ${this.asking.answer ?? '–'} ${this.asking.problem?.code ?? ''}`;
  }
}
customElements.define('test-probe', Probe);

async function probe(): Promise<Probe> {
  const element = document.body.appendChild(document.createElement('test-probe') as Probe);
  await element.updateComplete;
  return element;
}
const textOf = (element: Probe): string => element.shadowRoot!.textContent.trim();

afterEach(() => document.body.replaceChildren());

test('a changed property is drawn: decorators and class fields are compiled as Lit needs it', async () => {
  const element = await probe();
  element.count = 7;
  await element.updateComplete;
  expect(textOf(element)).toContain('7');
});

test('a live value is drawn when it changes, and no more after the element has left', async () => {
  const element = await probe();
  element.source.set('two');
  await Promise.resolve();
  await element.updateComplete;
  expect(textOf(element)).toContain('two');
  element.remove();
  element.source.set('three');
  await Promise.resolve();
  expect(element.isUpdatePending).toBe(false);
});

test('the answer to an older question is dropped, however late it comes', async () => {
  const element = await probe();
  const answers: ((value: string) => void)[] = [];
  const signals: AbortSignal[] = [];
  const question = (signal: AbortSignal): Promise<string> => {
    signals.push(signal);
    return new Promise((resolve) => answers.push(resolve));
  };
  const first = element.asking.ask(question);
  const second = element.asking.ask(question);
  expect(signals[0]!.aborted).toBe(true);
  answers[1]!('new');
  await second;
  answers[0]!('old');
  await first;
  await element.updateComplete;
  expect(textOf(element)).toContain('new');
});

test('an answer stays while the next is on its way; a problem has a code', async () => {
  const element = await probe();
  await element.asking.ask(() => Promise.resolve('kept'));
  const failing = element.asking.ask(() => Promise.reject(new EngineError('storage-failed', '')));
  expect(element.asking.answer).toBe('kept');
  await failing;
  expect(element.asking.problem?.code).toBe('storage-failed');
  await element.asking.ask(() => Promise.reject(new Error('boom')));
  expect(element.asking.problem?.code).toBe('unexpected');
  element.asking.clear();
  expect(element.asking.answer).toBeUndefined();
});
