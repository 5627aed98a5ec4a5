import {
  cbor,
  type Message,
  NetworkAdapter,
  type PeerId,
  type PeerMetadata,
} from '@automerge/automerge-repo/slim';

/** Content of a message of the channel, and what may wait in the browser, in bytes. */
const part = 64 * 1024 - 1;
const mostBuffered = 1024 * 1024;

/** Carries what two repositories say to each other over an open data channel, in parts. */
export class ChannelAdapter extends NetworkAdapter {
  messages = 0;
  bytes = 0;
  #channel: RTCDataChannel;
  #heard: (message: Message) => void;
  #parts: Uint8Array[] = [];
  #queue: Uint8Array<ArrayBuffer>[] = [];
  #other: PeerId | undefined;

  /** @param heard hears every message that came */
  constructor(channel: RTCDataChannel, heard: (message: Message) => void) {
    super();
    this.#channel = channel;
    this.#heard = heard;
    channel.bufferedAmountLowThreshold = mostBuffered / 4;
    channel.addEventListener('bufferedamountlow', () => this.#flush());
    channel.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) =>
      this.#came(new Uint8Array(data)),
    );
  }

  isReady(): boolean {
    return true;
  }

  whenReady(): Promise<void> {
    return Promise.resolve();
  }

  connect(peerId: PeerId, peerMetadata?: PeerMetadata): void {
    this.peerId = peerId;
    this.#say({ type: 'hello', senderId: peerId, peerMetadata });
  }

  send(message: Message): void {
    this.#say(message);
  }

  disconnect(): void {
    this.#channel.close();
    if (this.#other !== undefined) this.emit('peer-disconnected', { peerId: this.#other });
    this.#other = undefined;
    this.emit('close');
  }

  #say(message: object): void {
    const bytes = cbor.encode(message);
    this.messages += 1;
    this.bytes += bytes.length;
    for (let at = 0; at < bytes.length; at += part) {
      const some = bytes.subarray(at, at + part);
      const frame = new Uint8Array(some.length + 1);
      frame[0] = at + part < bytes.length ? 1 : 0;
      frame.set(some, 1);
      this.#queue.push(frame);
    }
    this.#flush();
  }

  #flush(): void {
    if (this.#channel.readyState !== 'open') return;
    while (this.#queue.length > 0 && this.#channel.bufferedAmount < mostBuffered)
      this.#channel.send(this.#queue.shift()!);
  }

  #came(frame: Uint8Array): void {
    this.#parts.push(frame.subarray(1));
    if (frame[0] === 1) return;
    const bytes = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const one of this.#parts) {
      bytes.set(one, at);
      at += one.length;
    }
    this.#parts = [];
    this.messages += 1;
    this.bytes += bytes.length;
    const message: Message & { peerMetadata?: PeerMetadata } = cbor.decode(bytes);
    if (message.type === 'hello') {
      this.#other = message.senderId;
      this.emit('peer-candidate', { peerId: message.senderId, peerMetadata: message.peerMetadata ?? {} });
      return;
    }
    this.emit('message', message);
    this.#heard(message);
  }
}
