import { hexToBytes } from '@noble/hashes/utils.js';
import { makeAgreementKeys, pointOf, sharedSecret } from '../../ledger/agreement-keys.ts';
import { deviceId } from '../../ledger/device-id.ts';
import { ChannelRefused } from './channel-refused.ts';
import { digest } from '../../ledger/digest.ts';
import { SharedRoot } from './derive.ts';
import { answererHello, callerHello, channelVersion, readAnswererHello, readCallerHello } from './hellos.ts';
import type { Identity } from './identity.ts';
import { LinkFailed, type LinkReader } from './link-reader.ts';
import { idBytes, isRevokedWord, nobody, readShown, revokedWord, show } from './showing.ts';
import { type TwoWays, twoWays } from './two-ways.ts';

/**
 * Two devices of an office show each other who they are (after SIGMA-I, Krawczyk 2003, with the caller first):
 *
 *     caller → answerer   hello                       ephemeral point
 *     answerer → caller   hello                       ephemeral point
 *     caller → answerer   sealed: id, signature       over both hellos and the device that is called
 *     answerer → caller   sealed: id, signature       over all of that and the caller
 *                         or a single byte, where it was called by name and the caller is revoked
 *
 * Everything is bound to the office by its id, which goes into the first hash. The answerer says who it is only to a
 * device of the office; in mode `named` the caller says it only to the device that it calls.
 */
export interface Met {
  device: string;
  ways: TwoWays;
}

const forShowing = 'guiju/channel/1 handshake';
const forFrames = 'guiju/channel/1 frames';

/**
 * @param called id of the device that must answer; absent when any of the office will do
 * @throws {ChannelRefused}
 * @throws {LinkFailed}
 */
export async function meetAsCaller(
  reader: LinkReader,
  identity: Identity,
  called: string | undefined,
): Promise<Met> {
  const own = deviceId(identity.keys.alg, identity.keys.key);
  if (called === own) throw new ChannelRefused('stranger');
  const announced = called === undefined ? undefined : identity.agreementKeyOf(called);
  const theirKey = announced === undefined ? undefined : pointOf(announced);
  const ephemeral = await makeAgreementKeys();
  const hello = callerHello(theirKey === undefined ? 'unnamed' : 'named', pointOf(ephemeral.key)!);
  reader.say(hello);

  const answer = await reader.next();
  if (answer.length > 0 && answer[0] !== channelVersion) throw new ChannelRefused('version');
  const point = readAnswererHello(answer);
  const secret = point === undefined ? undefined : await sharedSecret(ephemeral, point);
  const known = theirKey === undefined ? [] : [await sharedSecret(ephemeral, theirKey)];
  const root = await rootOf(secret, known);
  const seen = helloHash(identity, hello, answer);
  const showing = await twoWays(root, seen, forShowing, 'caller');
  const mine = await show(identity, 'caller', seen, theirKey === undefined ? nobody : idBytes(called!));
  reader.say(await showing.sealer.seal(mine));

  // From here on the other side hanging up without a word means that it does not know us.
  const shown = await reader.next().then(
    async (sealed) => await showing.opener.open(sealed),
    (error: unknown) => {
      throw error instanceof LinkFailed && error.fault === 'lost' ? new ChannelRefused('stranger') : error;
    },
  );
  // Only who holds the agreement key of the device that was called can say so: without a name it is worth nothing.
  if (theirKey !== undefined && shown !== undefined && isRevokedWord(shown))
    throw new ChannelRefused('revoked');
  const seenByBoth = digest('guiju/channel-both/1', seen, mine);
  const device =
    shown === undefined ? undefined : await readShown(identity, shown, 'answerer', seenByBoth, idBytes(own));
  if (device === undefined || device === own || (called !== undefined && device !== called))
    throw new ChannelRefused('stranger');
  return { device, ways: await twoWays(root, allSeen(seenByBoth, shown!), forFrames, 'caller') };
}

/**
 * @throws {ChannelRefused}
 * @throws {LinkFailed}
 */
export async function meetAsAnswerer(reader: LinkReader, identity: Identity): Promise<Met> {
  const own = deviceId(identity.keys.alg, identity.keys.key);
  const hello = await reader.next();
  if (hello.length > 0 && hello[0] !== channelVersion) {
    // So that an app of another version can say why it does not get on.
    reader.say(Uint8Array.of(channelVersion));
    throw new ChannelRefused('version');
  }
  const read = readCallerHello(hello);
  if (read === undefined) throw new ChannelRefused('stranger');
  const ephemeral = await makeAgreementKeys();
  const secret = await sharedSecret(ephemeral, read.point);
  const known = read.mode === 'named' ? [await sharedSecret(identity.agreement, read.point)] : [];
  const root = await rootOf(secret, known);
  const answer = answererHello(pointOf(ephemeral.key)!);
  const seen = helloHash(identity, hello, answer);
  const showing = await twoWays(root, seen, forShowing, 'answerer');
  reader.say(answer);

  const shown = await showing.opener.open(await reader.next());
  const called = read.mode === 'named' ? idBytes(own) : nobody;
  const device = shown === undefined ? undefined : await readShown(identity, shown, 'caller', seen, called);
  if (device === undefined && shown !== undefined && read.mode === 'named') {
    // A device that was away when it was revoked hears of it from nobody else: it is told that, and nothing besides.
    const once = await readShown({ device: (id) => identity.revoked(id) }, shown, 'caller', seen, called);
    if (once !== undefined) reader.say(await showing.sealer.seal(revokedWord.slice()));
  }
  if (device === undefined || device === own) throw new ChannelRefused('stranger');
  const seenByBoth = digest('guiju/channel-both/1', seen, shown!);
  const mine = await show(identity, 'answerer', seenByBoth, idBytes(device));
  // All is ready before the last word, since the caller may speak as soon as it has that.
  const ways = await twoWays(root, allSeen(seenByBoth, mine), forFrames, 'answerer');
  reader.say(await showing.sealer.seal(mine));
  return { device, ways };
}

async function rootOf(
  secret: Uint8Array<ArrayBuffer> | undefined,
  known: readonly (Uint8Array<ArrayBuffer> | undefined)[],
): Promise<SharedRoot> {
  const all = [secret, ...known].filter((one) => one !== undefined);
  if (all.length !== 1 + known.length) throw new ChannelRefused('stranger');
  return await SharedRoot.of(...all);
}

/** All parts have fixed lengths. */
function helloHash({ office }: Identity, hello: Uint8Array, answer: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest('guiju/channel/1', hexToBytes(office), hello, answer);
}

function allSeen(seenByBoth: Uint8Array, shown: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest('guiju/channel-all/1', seenByBoth, shown);
}
