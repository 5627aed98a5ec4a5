/** What a hub bears. Sizes in bytes, times in milliseconds. */
export interface HubLimits {
  /** In a room of a desk that belongs to no office, and in the room of its own office: 500 devices and some to spare. */
  peersInRoom: number;
  /** In any other room of a desk that is a device of an office: for two who meet over an invitation. */
  peersInForeignRoom: number;
  rooms: number;
  connections: number;
  /** A branch may come through one address. */
  connectionsPerAddress: number;
  /** Of a network that may stand for a whole office: 64 bits of IPv6, and whoever comes through a proxy of this machine. */
  connectionsPerNetwork: number;
  enterWithin: number;
  /** A peer in the office's room has to show by then that it is a device of the office. */
  admitWithin: number;
  /** So many may try at a time to show it; beyond it, the network with most of them loses the one that tries longest. */
  unadmitted: number;
  /** The hub asks so often for a sign of life; twice without one, and the peer is gone. */
  lookEvery: number;
  /** What may wait for one receiver. */
  waiting: number;
  /** What may wait for all together; beyond it, who has more than `fairShare` waiting is let go. */
  waitingInAll: number;
  fairShare: number;
  /** Of each peer: who sends more is read more slowly, which the sender's network notices by itself. */
  bytesAtOnce: number;
  bytesPerSecond: number;
  messagesAtOnce: number;
  messagesPerSecond: number;
}

/** A cold sync of the largest base (60 MB) goes through at once; an office network carries about 100 MB a second in all. */
export const usualLimits: HubLimits = {
  peersInRoom: 600,
  peersInForeignRoom: 4,
  rooms: 2_000,
  connections: 2_000,
  connectionsPerAddress: 200,
  connectionsPerNetwork: 600,
  enterWithin: 10_000,
  admitWithin: 60_000,
  unadmitted: 300,
  lookEvery: 20_000,
  waiting: 8_000_000,
  waitingInAll: 256_000_000,
  fairShare: 128_000,
  bytesAtOnce: 64_000_000,
  bytesPerSecond: 32_000_000,
  messagesAtOnce: 20_000,
  messagesPerSecond: 5_000,
};
