/** One direct call of a page that holds its connection itself. */
export class RtcChannel {
  readonly open: Promise<RTCDataChannel>;
  #peer = new RTCPeerConnection({ iceServers: [] });

  /** @param begin the one that calls speaks first */
  constructor(begin: 'call' | 'answer') {
    const channel = this.#peer.createDataChannel('peer', { negotiated: true, id: 0 });
    channel.binaryType = 'arraybuffer';
    this.open = new Promise((resolve) => channel.addEventListener('open', () => resolve(channel)));
    this.#peer.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate !== null) signalOut({ candidate: candidate.toJSON() });
    });
    channel.addEventListener('close', () => this.#peer.close());
    if (begin === 'call') void this.#describe();
  }

  async signal(signal: {
    description?: RTCSessionDescriptionInit;
    candidate?: RTCIceCandidateInit;
  }): Promise<void> {
    if (signal.candidate !== undefined) return await this.#peer.addIceCandidate(signal.candidate);
    await this.#peer.setRemoteDescription(signal.description!);
    if (signal.description!.type === 'offer') await this.#describe();
  }

  async #describe(): Promise<void> {
    await this.#peer.setLocalDescription();
    signalOut({ description: this.#peer.localDescription!.toJSON() });
  }
}
