import { readXml } from './read-xml.ts';
import { tableLimits } from './table.ts';

/**
 * The shared strings of a workbook, by their number. Runs of different looks are one string; how it is read
 * (phonetic runs) is no part of it.
 *
 * @throws {Refusal} `table-damaged`
 */
export function readSharedStrings(bytes: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (bytes === undefined) return strings;
  const words = new StringCollector();
  readXml(bytes, {
    open: (name) => words.open(name),
    close(name) {
      words.close(name);
      if (name === 'si') strings.push(words.take());
    },
    text: (part) => words.text(part),
  });
  return strings;
}

/** Collects what stands in `t`, unless within `rPh`. */
export class StringCollector {
  #words = '';
  #inText = false;
  #phonetic = 0;

  open(name: string): void {
    if (name === 'rPh') this.#phonetic += 1;
    if (name === 't') this.#inText = true;
  }

  close(name: string): void {
    if (name === 'rPh') this.#phonetic -= 1;
    if (name === 't') this.#inText = false;
  }

  text(part: string): void {
    if (this.#inText && this.#phonetic === 0 && this.#words.length < tableLimits.cell) this.#words += part;
  }

  /** The string so far, cut to the bound; the next one begins. */
  take(): string {
    const words = unescaped(this.#words).slice(0, tableLimits.cell);
    this.#words = '';
    return words;
  }
}

/** _x000D_ stands for a character that XML cannot hold. */
const unescaped = (words: string): string =>
  words.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
