import { afterEach, expect, inject, test } from 'vitest';
import { RtcConnection } from '../../src/app/rtc-connection.ts';
import { type FromRtcTab, mostUntaken, type Unnumbered } from '../../src/engine/rtc-protocol.ts';
import { candidateLine, readCandidateLine } from '../../src/sync/rtc-candidate.ts';
import { mostRtcFrame, readSdp, sdpOf } from '../../src/sync/rtc-description.ts';

type Said = Unnumbered<FromRtcTab>;

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/**
 * A connection of ours, which answers, and a browser at the other end that does as a test wants.
 *
 * @param takes the engine takes what comes
 */
async function withStranger(takes = false): Promise<{
  channel: RTCDataChannel;
  own: RtcConnection;
  said: Said[];
  until: (isSo: (said: Said) => boolean) => Promise<void>;
}> {
  const peer = new RTCPeerConnection({ iceServers: [{ urls: inject('stun') }] });
  ends.push(() => peer.close());
  const channel = peer.createDataChannel('any', { negotiated: true, id: 0 });
  const said: Said[] = [];
  const waiting: (() => void)[] = [];
  let described: Promise<void> = Promise.resolve();
  const own: RtcConnection = new RtcConnection('answer', [inject('stun')], (message) => {
    said.push(message);
    if ('frame' in message && takes) own.took(message.frame.byteLength);
    if ('description' in message) {
      const sdp = sdpOf(message.description, 'answer');
      described = peer.setRemoteDescription({ type: 'answer', sdp });
    } else if ('candidate' in message) {
      const init = { candidate: candidateLine(message.candidate), sdpMid: '0' };
      void described.then(() => peer.addIceCandidate(init));
    }
    for (const look of waiting) look();
  });
  ends.push(() => own.close());
  await peer.setLocalDescription();
  await new Promise<void>((resolve) =>
    peer.addEventListener('icecandidate', ({ candidate }) => candidate ?? resolve()),
  );
  const sdp = peer.localDescription!.sdp;
  own.describe(readSdp(sdp)!);
  for (const [line] of sdp.matchAll(/^a=candidate:.*$/gm)) {
    const candidate = readCandidateLine(line);
    if (candidate !== undefined) own.add(candidate);
  }
  const until = (isSo: (message: Said) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => (said.some(isSo) ? resolve() : undefined);
      waiting.push(look);
      look();
    });
  await until((message) => 'open' in message);
  if (channel.readyState !== 'open')
    await new Promise((resolve) => channel.addEventListener('open', resolve, { once: true }));
  return { channel, own, said, until };
}

const isEnded = (message: Said): boolean => 'ended' in message;

test('what is sent by a stranger comes as it is', async () => {
  const { channel, said, until } = await withStranger();
  channel.send(new Uint8Array(mostRtcFrame).fill(7));
  await until((message) => 'frame' in message);
  const frame = said.find((message) => 'frame' in message) as { frame: ArrayBuffer };
  expect(frame.frame.byteLength).toBe(mostRtcFrame);
});

test('who sends text is not one of ours', async () => {
  const { channel, said, until } = await withStranger();
  channel.send('第一条');
  await until(isEnded);
  expect(said.some((message) => 'frame' in message)).toBe(false);
});

test('a browser does not send more at once than the other side said it takes', async () => {
  const { channel } = await withStranger();
  expect(() => channel.send(new Uint8Array(mostRtcFrame + 1))).toThrow(TypeError);
});

test('who sends while the engine takes nothing is let go', async () => {
  const { channel, said, until } = await withStranger();
  for (let sent = 0; sent <= mostUntaken; sent += mostRtcFrame) channel.send(new Uint8Array(mostRtcFrame));
  await until(isEnded);
  const frames = said.filter((message) => 'frame' in message);
  expect(frames).toHaveLength(Math.floor(mostUntaken / mostRtcFrame));
  expect(said.at(-1)).toEqual({ ended: true });
});

test('who sends much is not let go as long as the engine takes it', async () => {
  const { channel, said, until } = await withStranger(true);
  const count = Math.ceil((2 * mostUntaken) / mostRtcFrame);
  for (let i = 0; i < count; i++) channel.send(new Uint8Array(mostRtcFrame));
  await until(() => said.filter((one) => 'frame' in one).length === count);
  expect(said.some(isEnded)).toBe(false);
});

test('when the other side ends it, that is the last that is said', async () => {
  const { channel, own, said, until } = await withStranger();
  channel.close();
  await until(isEnded);
  own.send(new Uint8Array(5));
  own.close();
  expect(said.filter(isEnded)).toHaveLength(1);
  expect(said.at(-1)).toEqual({ ended: true });
});
