import { readXml } from './read-xml.ts';

/** Formats of days that have a number of their own; 27 and on are those of Chinese programs. Times of day are not among them. */
const builtIn = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/**
 * Which cell styles show a number as a day, by the number of the style.
 *
 * @throws {Refusal} `table-damaged`
 */
export function readDateStyles(bytes: Uint8Array | undefined): boolean[] {
  const styles: boolean[] = [];
  if (bytes === undefined) return styles;
  const custom = new Map<string, boolean>();
  let inCells = false;
  readXml(bytes, {
    open(name, attribute) {
      if (name === 'numFmt')
        custom.set(attribute('numFmtId') ?? '', isDateFormat(attribute('formatCode') ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const id = attribute('numFmtId') ?? '0';
        styles.push(custom.get(id) ?? builtIn.has(Number(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** yyyy"年"m"月" is a format of days; "day" 0 and [Red]0 are not. */
function isDateFormat(code: string): boolean {
  const [positive = ''] = code
    .slice(0, 300)
    .replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')
    .split(';');
  return /[yd]/i.test(positive);
}
