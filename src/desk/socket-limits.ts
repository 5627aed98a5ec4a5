/** What the desk bears of sockets, before they are WebSockets that the hub looks after. Times in milliseconds. */
export interface SocketLimits {
  /** Open at a time, WebSockets among them; beyond it, who has the most loses the oldest that is none. */
  sockets: number;
  /** Neither a byte that came nor one that was taken; a slow line moves all the time. */
  quiet: number;
  /** Until TLS is agreed. */
  handshake: number;
}

export const usualSocketLimits: SocketLimits = {
  sockets: 4_000,
  quiet: 60_000,
  handshake: 10_000,
};
