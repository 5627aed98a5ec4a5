import { expect, test } from 'vitest';
import { LinkReader } from '../../../src/sync/channel/link-reader.ts';
import { type LinkBytes, SomeLink } from '../some-link.ts';
import { bytesOf, textOf } from './some-channels.ts';

/** What a reader hands over. */
function hearing(reader: LinkReader): string[] {
  const heard: string[] = [];
  reader.handOver({
    message: (bytes) => heard.push(textOf(bytes)),
    drained: () => heard.push('(drained)'),
    ended: () => heard.push('(ended)'),
  });
  return heard;
}

test('reads in order, and what came before the end too', async () => {
  const [near, far] = SomeLink.pair();
  const reader = new LinkReader(near);
  const first = reader.next();
  for (const text of ['一', '二', '三']) far.send(bytesOf(text));
  far.close();
  expect(textOf(await first)).toBe('一');
  expect(textOf(await reader.next())).toBe('二');
  expect(textOf(await reader.next())).toBe('三');
  await expect(reader.next()).rejects.toMatchObject({ fault: 'lost' });
  expect(() => reader.say(bytesOf('四'))).toThrow('lost');
});

test('hands over what is unread and what comes later', async () => {
  const [near, far] = SomeLink.pair();
  const reader = new LinkReader(near);
  for (const text of ['一', '二']) far.send(bytesOf(text));
  expect(textOf(await reader.next())).toBe('一');
  const heard = hearing(reader);
  expect(heard).toEqual(['二']);
  // Its time was up too late.
  reader.fail('silent');
  far.send(bytesOf('三'));
  far.close();
  await Promise.resolve();
  await Promise.resolve();
  expect(heard).toEqual(['二', '三', '(ended)']);
});

test('who answers before being asked is not listened to', async () => {
  const [near, far] = SomeLink.pair();
  const reader = new LinkReader(near);
  far.send(bytesOf('an answer'));
  await Promise.resolve();
  expect(() => reader.say(bytesOf('a question'))).toThrow('unasked');
  expect(near.sent).toEqual([]);
  expect(near.isClosed).toBe(true);
  await expect(reader.next()).rejects.toMatchObject({ fault: 'unasked' });
  expect(() => hearing(reader)).toThrow('unasked');
});

test('no more is held than a longest message and some', async () => {
  const [near, far] = SomeLink.pair();
  const reader = new LinkReader(near);
  const full: LinkBytes = new Uint8Array(1024 * 1024);
  let sent = 0;
  for (; sent < 100 && !near.isClosed; sent++) {
    far.send(full);
    await Promise.resolve();
  }
  expect(sent).toBe(33);
  await expect(reader.next()).rejects.toMatchObject({ fault: 'unasked' });
});

test('a time that is up ends the link and what is waited for', async () => {
  const [near] = SomeLink.pair();
  const reader = new LinkReader(near);
  const waiting = reader.next();
  reader.fail('silent');
  await expect(waiting).rejects.toMatchObject({ fault: 'silent' });
  expect(near.isClosed).toBe(true);
});
