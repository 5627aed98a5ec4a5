import { numberToNumeral } from './numeral.ts';

/** A number as it is written in a text, and how the next one is written in the same way. */
export type NumeralStyle = 'chinese' | 'arabic' | 'full-width' | 'circled';

export function numeralStyle(written: string): NumeralStyle {
  if (/[①-⑳]/.test(written)) return 'circled';
  if (/[０-９]/.test(written)) return 'full-width';
  return /\d/.test(written) ? 'arabic' : 'chinese';
}

/** More have no sign of their own. */
const lastCircled = 20;

/** 12 as 十二, 12, １２ or ⑫. */
export function writeNumeral(number: number, style: NumeralStyle): string {
  switch (style) {
    case 'chinese':
      return numberToNumeral(number);
    case 'arabic':
      return String(number);
    case 'full-width':
      return String(number).replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    case 'circled':
      return number <= lastCircled ? String.fromCharCode(0x245f + number) : `(${number})`;
  }
}
