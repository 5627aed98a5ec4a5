/** What a tab and the engine say about other devices: lines to them, joining, bundles. Plain data, like `protocol.ts`. */
import type { Ending } from '../sync/ending.ts';
import type { BundleMark } from '../sync/bundle/entries-to-carry.ts';
import type { InvitationFault } from '../sync/invitation.ts';
import type { Way } from '../sync/neighbours.ts';
import type { PairingFault } from '../sync/pairing/pairing-failed.ts';
import type { Contents } from './contents.ts';
import type { SavedFile } from './office-protocol.ts';

/** In one word, how this device stands with the others. */
export type Standing =
  /** There is nobody to agree with: no office. */
  | 'apart'
  /** What an office has is here, by a backup or an answer file, but this device is not in its roster. */
  | 'outside'
  /** The roster says that this device is revoked. */
  | 'revoked'
  /** No line to anybody, and another device has said that this one is revoked. */
  | 'doubted'
  /** No line to anybody. */
  | 'alone'
  /** Something is still to come. */
  | 'receiving'
  /** The same as all that a line goes to. */
  | 'agreed';

export interface ConnectionsView {
  standing: Standing;
  /** Entries and documents that are still to come. */
  outstanding: number;
  /** Where the devices of the office meet. `none`: this page does not come from a desk. */
  desk: {
    state: 'none' | 'connecting' | 'open' | 'waiting';
    /** Since when it has been so, by this device's clock. */
    since?: number;
    why?: Ending;
    /** When it was last tried in vain. */
    triedAt?: number;
    isDevice: boolean;
  };
  /** Texts that no other device is known to have, and no bundle. */
  onlyHere: number;
  /** The same of drafts, opinions and whatever else is no text, if there is any. */
  othersOnlyHere?: number;
  /** The other devices of the office that are not revoked; those with a line first, then by when they were heard. */
  devices: PeerLine[];
}

/** What this device knows of another. */
export interface PeerLine {
  device: string;
  name: string;
  memberName: string;
  /** Of the same member as this device. */
  mine: boolean;
  /** The line to it, while there is one. */
  line?: { way: Way; phase: 'meeting' | 'receiving' | 'agreed'; since: number; outstanding: number };
  /** It is in the same room of the desk. */
  present: boolean;
  /** It has been there for a while, and no line to it came about. */
  unmet?: true;
  /** When something was heard of it directly, by this device's clock. */
  heardAt?: number;
  /** When it last had everything that was here and that it may have. */
  agreedAt?: number;
  /** Why the last line to it ended, if not because one side was done. */
  ended?: Ending;
}

export interface InvitationLine {
  id: string;
  member: string;
  memberName: string;
  /** Milliseconds since 1970. */
  expires: number;
  state: 'open' | InvitationFault;
}

/** A device that asks to be admitted, on the admin's screen. */
export interface AdmittingView {
  /** Id of the invitation. */
  id: string;
  memberName: string;
  /** What the device calls itself. */
  deviceName: string;
  digits: string;
  /** `waiting`: this side has confirmed, the other not yet. `sending`: it is signed. */
  step: 'compare' | 'waiting' | 'sending' | 'done' | 'failed';
  fault?: PairingFault;
  by?: 'here' | 'there';
}

/** Why joining has failed, besides what two devices say to each other. */
export type JoinFault =
  | PairingFault
  /** This page does not come from a desk, or the desk does not answer. */
  | 'no-desk'
  /** No device of the office that has this invitation is there. */
  | 'nobody-there'
  /** It is an invitation of another office than the one whose backup was restored here. */
  | 'other-office'
  /** It asked to come in as a new device, and is one of the office as it was. */
  | 'not-revoked';

/** Joining an office, on the screen of the new device. */
export interface JoinView {
  /** `waiting`: this side has confirmed, the other not yet, or is signing. */
  step: 'seeking' | 'compare' | 'waiting' | 'done' | 'failed';
  digits?: string;
  officeName?: string;
  memberName?: string;
  /** It is signed, but more admins must sign too. */
  awaiting?: boolean;
  fault?: JoinFault;
  by?: 'here' | 'there';
}

/** A request file that this device has made and that is not answered. */
export interface RequestMade {
  /** Twelve digits, to be told to the admin. */
  digits: string;
  /** What the device calls itself in it. */
  name: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface PairingView {
  invitations: InvitationLine[];
  admitting: AdmittingView[];
  join?: JoinView;
  /** As long as an admin may answer it. */
  request?: RequestMade;
}

/** What a person types to join. */
export interface AskToJoin {
  /** Of the invitation. */
  code: string;
  /** What the device is to be called. */
  device: string;
  /** This device was revoked, of which it may not have heard: it comes in as a new one, with keys of its own. */
  anew?: boolean;
}

/** A request file, on the admin's screen. */
export interface RequestView {
  /** Id of the invitation. */
  id: string;
  memberName: string;
  deviceName: string;
  /** Twelve digits, to be compared with those on the new device. */
  digits: string;
}

/** What a bundle brought: texts and other things that are new here or say more than they did. */
export interface BundleReport extends Contents {
  writerName: string;
  /** Clock of the writer, in milliseconds since 1970. */
  writtenAt: number;
  /** Entries that are new here. */
  entries: number;
  /** Entries and documents that were here already. */
  known: number;
  /** Entries that wait for others that have not come. */
  waiting: number;
  /** What was not taken, because it is damaged or not entitled to. */
  refused: number;
  /** Parts that are not for this device. */
  closed: number;
}

export interface MadeBundle extends SavedFile, Contents {
  entries: number;
  /** Devices that cannot open it, since they have not announced a key yet. */
  without: string[];
}

/** What a tab may ask about other devices. */
export interface ConnectCalls {
  connections(): ConnectionsView;
  /** The network may be back: tries now what would be tried later. */
  reconnect(): void;
  pairing(): PairingView;
  /** An invitation for a device of a member; the code is shown this once and kept nowhere. */
  invite(what: { member: string }): { id: string; code: string; expires: number };
  cancelInvitation(what: { id: string }): void;
  /** Seeks the admin's device; how it goes on stands in `pairing().join`. */
  join(what: AskToJoin): void;
  /** Says whether these digits are the same on both screens. `of`: id of the invitation, or `join`. */
  answerDigits(what: { of: string; digits: string; same: boolean }): void;
  /** Leaves it, or takes what is over off the screen. */
  endPairing(what: { of: string }): void;
  /** Without a network: a request file to carry to the admin. */
  makeRequest(what: AskToJoin): SavedFile & { digits: string };
  readRequest(what: { bytes: Uint8Array }): RequestView;
  /** Signs, and gives the answer file to carry back. */
  admitRequest(what: { bytes: Uint8Array }): SavedFile;
  takeAnswer(what: { bytes: Uint8Array }): {
    officeName: string;
    memberName: string;
    /** To be compared with what the admin has: an answer file cannot show who wrote it. */
    fingerprint: string;
    /** More admins must sign. */
    awaiting?: boolean;
  };
  /** Without a desk: a code of a direct line to carry to another device, which gives back one of its own. */
  offerCode(what: { for: 'meet' | 'admit' }): { code: string };
  /** Ends when the line is open. */
  acceptAnswer(what: { code: string }): void;
  answerCode(what: { code: string; join?: AskToJoin }): { code: string };
  /** Everything since a time, or everything, for the whole office or some of its members. */
  makeBundle(what: { since?: number; members?: string[] }): MadeBundle;
  /** For the whole office what changed since the bundle of this mark, or everything; `bundleKept` is to follow. */
  nextBundle(what: { after?: BundleMark }): SavedFile & { mark: BundleMark };
  /** It lies where it was meant to go, and so do those before it: what they hold is no longer only here. */
  bundleKept(what: { mark: BundleMark }): void;
  applyBundle(what: { bytes: Uint8Array }): BundleReport;
  makeBackup(what: { passphrase: string }): SavedFile;
  restoreBackup(what: { bytes: Uint8Array; passphrase: string }): BundleReport & { officeName: string };
}
