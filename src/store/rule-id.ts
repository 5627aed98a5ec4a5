import { titleKey } from '../rule/title-key.ts';
import { sha256 } from '../ledger/sha256.ts';

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';
const length = 10;

/**
 * The id of a rule that was given none: the first 10 characters (50 bits) of the lower-case base32 (RFC 4648
 * §6) of a hash of its title. The same title has the same id on every device, so that two devices which
 * bring in the same text without knowing of each other mean the same rule.
 *
 * @param part the volume, when a long text lies in several
 */
export async function ruleIdOf(title: string, part?: string): Promise<string> {
  const name = part === undefined ? titleKey(title) : `${titleKey(title)}\n${titleKey(part)}`;
  const hash = await sha256('guiju/rule/1', new TextEncoder().encode(name));
  let bits = 0;
  let held = 0;
  let id = '';
  for (const byte of hash) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && id.length < length) {
      bits -= 5;
      id += base32[(held >>> bits) & 31]!;
    }
    held &= (1 << bits) - 1;
    if (id.length === length) break;
  }
  return id;
}

/** May this stand in an address as the id of a rule? Letters, digits and hyphens, at most 64, beginning with a letter or digit. */
export function isRuleId(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(text);
}
