/**
 * Addresses inside an edition, as they stand in links:
 *
 *     a12          第十二条            n3    三、            s4  the fourth section
 *     a12-1        第十二条之一        d1.2  1.2             w1  the whole text     x1  annex
 *     a12~2        the second unit that bears this number, in a text with doubled numbers
 *     a12.p2.i3.s1 第十二条第二款第三项第1目
 */

/** A parsed address: the unit as it is written, and the levels below it. */
export interface Address {
  unit: string;
  paragraph?: number;
  item?: number;
  subitem?: number;
}

const pattern = /^([andswx]\d+(?:[.~-]\d+)*?)(?:\.p(\d{1,5}))?(?:\.i(\d{1,5}))?(?:\.s(\d{1,5}))?$/;

/** @returns undefined when it is no address */
export function parseAddress(address: string): Address | undefined {
  const match = address.length > 80 ? null : pattern.exec(address);
  if (match === null) return undefined;
  const [, unit, paragraph, item, subitem] = match;
  return {
    unit: unit!,
    ...(paragraph !== undefined && { paragraph: Number(paragraph) }),
    ...(item !== undefined && { item: Number(item) }),
    ...(subitem !== undefined && { subitem: Number(subitem) }),
  };
}

export function formatAddress({ unit, paragraph, item, subitem }: Address): string {
  return (
    unit +
    (paragraph === undefined ? '' : `.p${paragraph}`) +
    (item === undefined ? '' : `.i${item}`) +
    (subitem === undefined ? '' : `.s${subitem}`)
  );
}

/** a12.p2 → a12 */
export function unitAddressOf(address: string): string {
  return parseAddress(address)?.unit ?? address;
}

/** The address of an article by its number: 十二, [1] → a12-1. */
export function articleAddress(number: number, sub: readonly number[]): string {
  return ['a' + number, ...sub].join('-');
}
