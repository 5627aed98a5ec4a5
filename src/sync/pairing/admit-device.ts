import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { makeAgreementKeys, pointOf, sharedSecret } from '../../ledger/agreement-keys.ts';
import { deviceId } from '../../ledger/device-id.ts';
import type { DeviceKeys } from '../../ledger/signature.ts';
import { digest } from '../../ledger/digest.ts';
import { SharedRoot } from '../channel/derive.ts';
import { SealedLine } from '../channel/sealed-line.ts';
import { twoWays } from '../channel/two-ways.ts';
import type { Clock } from '../clock.ts';
import type { Invitation } from '../invitation.ts';
import type { Link } from '../link.ts';
import { Consent } from './consent.ts';
import { digitsOf } from './digits.ts';
import { introduceAdmin, type JoinerIntroduction, readJoiner } from './introductions.ts';
import {
  commitmentTo,
  newShare,
  pairingVersion,
  pointIn,
  readFirstHello,
  secondHello,
  shareLength,
} from './pairing-hellos.ts';
import { PairingFailed, type Refusal } from './pairing-failed.ts';
import { withReader } from './with-reader.ts';

/** A device that asks to be admitted and has shown that it has the code, with digits on both screens. */
export interface Admitting {
  /** Six digits to compare. */
  digits: string;
  /** What goes into the roster entry; it holds the keys that it names. */
  joiner: JoinerIntroduction;
  /** The invitation that it came with. */
  invitation: Invitation;
  /** How it ended: undefined when the welcome has arrived. */
  over: Promise<PairingFailed | undefined>;
  /**
   * The digits are the same.
   *
   * @returns when the other side has said so too: only then sign
   * @throws {PairingFailed}
   */
  confirm(): Promise<void>;
  /**
   * Sends what the new device starts with, at most `mostWelcome` bytes.
   *
   * @returns when it has arrived
   * @throws {PairingFailed}
   */
  welcome(bytes: Uint8Array): Promise<void>;
  refuse(why: Refusal): void;
}

/** The side of the admin's device. */
export interface Host {
  keys: DeviceKeys;
  /** Id of the genesis. */
  office: string;
  officeName: string;
  memberName(member: string): string;
  /**
   * The open invitation with this id, after a try has been counted on disk, see `takeTry`; undefined when there is
   * none. Asked once for everybody who asks to come in, before they are told anything.
   */
  invitation(id: string): Promise<Invitation | undefined>;
}

/**
 * Answers a device that asks to be admitted, over any link, which belongs to this from now on.
 *
 * @throws {PairingFailed} the link has been closed, without a word
 */
export async function admitDevice(link: Link, host: Host, { clock }: { clock: Clock }): Promise<Admitting> {
  return await withReader(link, clock, 'lost', async (reader) => {
    const first = await reader.next();
    if (first.length > 0 && first[0] !== pairingVersion) {
      reader.say(Uint8Array.of(pairingVersion));
      throw new PairingFailed('version');
    }
    const read = readFirstHello(first);
    if (read === undefined) throw new PairingFailed('malformed');
    const invitation = await host.invitation(bytesToHex(read.invitation));
    if (invitation === undefined) throw new PairingFailed('code');

    const ephemeral = await makeAgreementKeys();
    const second = secondHello(newShare(pointOf(ephemeral.key)!));
    reader.say(second);
    const third = await reader.next();
    const share = third.slice(0, shareLength);
    const isBound = commitmentTo(share).every((byte, i) => byte === read.commitment[i]);
    const secret = isBound ? await sharedSecret(ephemeral, pointIn(share)) : undefined;
    if (secret === undefined) throw new PairingFailed('malformed');

    const root = await SharedRoot.of(secret, new Uint8Array(hexToBytes(invitation.key)));
    const seen = digest('guiju/pairing/1', first, second, share);
    const introducing = await twoWays(root, seen, 'guiju/pairing/1 introductions', 'answerer');
    const introduction = await introducing.opener.open(third.slice(shareLength));
    if (introduction === undefined) throw new PairingFailed('code');
    const joiner = await readJoiner(introduction, seen);
    if (joiner === undefined) throw new PairingFailed('malformed');
    if (joiner.device === deviceId(host.keys.alg, host.keys.key)) throw new PairingFailed('same-device');

    const { office, officeName } = host;
    const seenByBoth = digest('guiju/pairing-both/1', seen, introduction);
    const memberName = host.memberName(invitation.member);
    const mine = await introduceAdmin(host.keys, { office, officeName, memberName }, seenByBoth);
    const digits = await digitsOf(root, seen);
    const all = digest('guiju/pairing-all/1', seenByBoth, mine);
    const ways = await twoWays(root, all, 'guiju/pairing/1 frames', 'answerer');
    reader.say(await introducing.sealer.seal(mine));
    const consent = new Consent(new SealedLine(link, reader, ways, joiner.device), clock, 'admin');
    return {
      digits,
      joiner,
      invitation,
      over: consent.over,
      confirm: async () => await consent.confirm(),
      welcome: async (bytes) => await consent.sendWelcome(bytes),
      refuse: (why) => consent.refuse(why),
    };
  });
}
