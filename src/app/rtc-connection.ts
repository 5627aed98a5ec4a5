import { type FromRtcTab, mostUntaken, type Unnumbered } from '../engine/rtc-protocol.ts';
import { candidateLine, readCandidateLine, type RtcCandidate } from '../sync/rtc-candidate.ts';
import { mostRtcFrame, readSdp, type RtcDescription, sdpOf } from '../sync/rtc-description.ts';

type Say = (message: Unnumbered<FromRtcTab>, transfer?: Transferable[]) => void;

/** In milliseconds: how long a network may be away, and how long the last words may take. */
const awayFor = 10_000;
const lastWordsWithin = 3_000;
/** Below this many bytes that wait in the browser the engine should hear of it, so that it gives more. */
const tellLeftBelow = 64 * 1024;

/** One direct connection of this tab: carries frames between the engine and another browser, in order and whole. */
export class RtcConnection {
  #say: Say;
  #begin: 'offer' | 'answer';
  #peer: RTCPeerConnection;
  #channel: RTCDataChannel;
  /** Everything that changes descriptions, one after the other. */
  #steps: Promise<unknown> = Promise.resolve();
  #sent = 0;
  #left = 0;
  #untaken = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  /** @throws {DOMException} when the browser makes none: addresses it cannot read, or too many connections */
  constructor(begin: 'offer' | 'answer', ice: readonly string[], say: Say) {
    this.#say = say;
    this.#begin = begin;
    this.#peer = new RTCPeerConnection({ iceServers: ice.length === 0 ? [] : [{ urls: [...ice] }] });
    this.#channel = this.#peer.createDataChannel('guiju', { negotiated: true, id: 0 });
    this.#channel.binaryType = 'arraybuffer';
    this.#followPeer();
    this.#followChannel();
    if (begin === 'offer') this.#step(() => this.#describeSelf());
  }

  /** What the other side says of itself. */
  describe(description: RtcDescription): void {
    const type = this.#begin === 'offer' ? 'answer' : 'offer';
    this.#step(async () => {
      await this.#peer.setRemoteDescription({ type, sdp: sdpOf(description, type) });
      if (type === 'offer') await this.#describeSelf();
    });
  }

  add(candidate: RtcCandidate): void {
    const init = { candidate: candidateLine(candidate), sdpMid: '0', sdpMLineIndex: 0 };
    // One place that the browser cannot use is no reason to give up the others.
    this.#step(() => this.#peer.addIceCandidate(init).catch(() => undefined));
  }

  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#isOver) return;
    try {
      this.#channel.send(frame);
    } catch {
      // It is not open any more, or its buffer is full although the engine waits for it.
      this.end();
      return;
    }
    this.#sent += frame.length;
    this.#tellLeft();
  }

  /** The engine has taken so many bytes more. */
  took(bytes: number): void {
    this.#untaken -= bytes;
  }

  /** What was sent before still goes; nothing is said any more. */
  close(): void {
    if (this.#isOver) return;
    this.#over();
    if (this.#channel.readyState !== 'open') return this.#peer.close();
    this.#channel.addEventListener('close', () => this.#peer.close());
    this.#channel.close();
    setTimeout(() => this.#peer.close(), lastWordsWithin);
  }

  #followPeer(): void {
    const peer = this.#peer;
    peer.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null || candidate.candidate === '') return;
      const read = readCandidateLine(candidate.candidate);
      if (read !== undefined) this.#step(() => this.#say({ candidate: read }));
    });
    peer.addEventListener('icegatheringstatechange', () => {
      if (peer.iceGatheringState === 'complete') this.#step(() => this.#say({ gathered: true }));
    });
    peer.addEventListener('connectionstatechange', () => {
      const state = peer.connectionState;
      clearTimeout(this.#timer);
      if (state === 'closed') this.end();
      else if (state === 'disconnected') this.#timer = setTimeout(() => this.end(), awayFor);
      // As long as nothing is known of the other side, nothing can have failed: a person may be on the way with it.
      else if (state === 'failed' && peer.remoteDescription !== null) this.end();
    });
  }

  #followChannel(): void {
    const channel = this.#channel;
    channel.addEventListener('open', () => {
      if (!this.#isOver) this.#say({ open: true });
    });
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (this.#isOver) return;
      if (!(data instanceof ArrayBuffer) || data.byteLength > mostRtcFrame) return this.end();
      this.#untaken += data.byteLength;
      if (this.#untaken > mostUntaken) return this.end();
      this.#say({ frame: data }, [data]);
    });
    channel.addEventListener('bufferedamountlow', () => this.#tellLeft());
    channel.addEventListener('close', () => this.end());
  }

  async #describeSelf(): Promise<void> {
    await this.#peer.setLocalDescription();
    const description = readSdp(this.#peer.localDescription?.sdp ?? '');
    if (description === undefined) throw new Error('a description without certificate or credentials');
    this.#say({ description });
  }

  #tellLeft(): void {
    const { bufferedAmount } = this.#channel;
    const left = this.#sent - bufferedAmount - this.#left;
    this.#channel.bufferedAmountLowThreshold = bufferedAmount > tellLeftBelow ? tellLeftBelow : 0;
    if (left === 0 || this.#isOver) return;
    this.#left += left;
    this.#say({ left });
  }

  #step(step: () => unknown): void {
    this.#steps = this.#steps.then(async () => {
      if (!this.#isOver) await step();
    });
    this.#steps = this.#steps.catch(() => this.end());
  }

  /** At once, so that the other side hears of it also when this tab goes. */
  end(): void {
    if (this.#isOver) return;
    this.#over();
    this.#peer.close();
    this.#say({ ended: true });
  }

  #over(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }
}
