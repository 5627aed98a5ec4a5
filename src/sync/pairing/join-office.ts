import { hexToBytes } from '@noble/hashes/utils.js';
import { makeAgreementKeys, pointOf, sharedSecret } from '../../ledger/agreement-keys.ts';
import { deviceId } from '../../ledger/device-id.ts';
import { digest } from '../../ledger/digest.ts';
import { SharedRoot } from '../channel/derive.ts';
import { joined } from '../joined.ts';
import { SealedLine } from '../channel/sealed-line.ts';
import { twoWays } from '../channel/two-ways.ts';
import type { Clock } from '../clock.ts';
import type { CodeParts } from '../invitation.ts';
import type { Link } from '../link.ts';
import { Consent } from './consent.ts';
import { digitsOf } from './digits.ts';
import { type AdminIntroduction, introduceJoiner, type JoinerKeys, readAdmin } from './introductions.ts';
import {
  commitmentTo,
  firstHello,
  newShare,
  pairingVersion,
  pointIn,
  readSecondHello,
} from './pairing-hellos.ts';
import { PairingFailed, type Refusal } from './pairing-failed.ts';
import { withReader } from './with-reader.ts';

/** A device that has found the admin's, with digits on both screens. */
export interface Joining {
  /** Six digits to compare. */
  digits: string;
  /**
   * What the other device says it is. True as far as the digits are; whether it speaks for an admin must be checked
   * against the roster that comes with the welcome.
   */
  admin: AdminIntroduction;
  /** How it ended: undefined when the welcome has arrived. */
  over: Promise<PairingFailed | undefined>;
  /**
   * The digits are the same.
   *
   * @returns the welcome, once both sides have said so and the admin's device has signed
   * @throws {PairingFailed}
   */
  confirm(): Promise<Uint8Array<ArrayBuffer>>;
  refuse(why: Refusal): void;
}

/**
 * Asks to be admitted, over any link to the admin's device, which belongs to this from now on. Only to be tried again
 * when somebody asks for it: every try is a chance for whoever stands between.
 *
 * @param code see `codeParts`
 * @throws {PairingFailed} the link has been closed
 */
export async function joinOffice(
  link: Link,
  code: CodeParts,
  joiner: JoinerKeys,
  { clock }: { clock: Clock },
): Promise<Joining> {
  return await withReader(link, clock, 'code', async (reader) => {
    const ephemeral = await makeAgreementKeys();
    const share = newShare(pointOf(ephemeral.key)!);
    const first = firstHello(hexToBytes(code.id), commitmentTo(share));
    reader.say(first);
    const second = await reader.next();
    if (second.length > 0 && second[0] !== pairingVersion) throw new PairingFailed('version');
    const theirs = readSecondHello(second);
    const secret = theirs === undefined ? undefined : await sharedSecret(ephemeral, pointIn(theirs));
    if (secret === undefined) throw new PairingFailed('malformed');

    const root = await SharedRoot.of(secret, new Uint8Array(hexToBytes(code.key)));
    const seen = digest('guiju/pairing/1', first, second, share);
    const introducing = await twoWays(root, seen, 'guiju/pairing/1 introductions', 'caller');
    const mine = await introduceJoiner(joiner, seen);
    reader.say(joined(share, await introducing.sealer.seal(mine)));

    const introduction = await introducing.opener.open(await reader.next());
    if (introduction === undefined) throw new PairingFailed('code');
    const seenByBoth = digest('guiju/pairing-both/1', seen, mine);
    const admin = await readAdmin(introduction, seenByBoth);
    if (admin === undefined) throw new PairingFailed('malformed');
    if (admin.device === deviceId(joiner.keys.alg, joiner.keys.key)) throw new PairingFailed('same-device');

    const digits = await digitsOf(root, seen);
    const all = digest('guiju/pairing-all/1', seenByBoth, introduction);
    const ways = await twoWays(root, all, 'guiju/pairing/1 frames', 'caller');
    const consent = new Consent(new SealedLine(link, reader, ways, admin.device), clock, 'joiner');
    return {
      digits,
      admin,
      over: consent.over,
      async confirm() {
        await consent.confirm();
        return await consent.welcome();
      },
      refuse: (why) => consent.refuse(why),
    };
  });
}
