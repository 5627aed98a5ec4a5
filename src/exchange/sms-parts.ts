/** How a text travels as a message, and how many parts it takes: each part is paid for. */
export interface SmsParts {
  encoding: 'gsm-7' | 'ucs-2';
  /** Septets of GSM 7-bit, or 16-bit units of UCS-2. */
  length: number;
  parts: number;
}

/** The default alphabet, 3GPP TS 23.038 §6.2.1; what lies behind the escape there takes two places, §6.2.1.1. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('^{}\\[~]|€\f');

/**
 * In how many parts a text message is sent. Each part of a longer one gives six octets to the header that joins them
 * (3GPP TS 23.040 §9.2.3.24.1), and no sign is torn between two.
 */
export function smsParts(text: string): SmsParts {
  const signs = [...text];
  const isPlain = signs.every((sign) => basic.has(sign) || extended.has(sign));
  const sizes = signs.map((sign) => (isPlain ? (extended.has(sign) ? 2 : 1) : sign.length));
  const [alone, joined] = isPlain ? [160, 153] : [70, 67];
  const length = sizes.reduce((sum, size) => sum + size, 0);
  const encoding = isPlain ? 'gsm-7' : 'ucs-2';
  if (length <= alone) return { encoding, length, parts: length === 0 ? 0 : 1 };
  let parts = 1;
  let filled = 0;
  for (const size of sizes) {
    if (filled + size > joined) {
      parts += 1;
      filled = 0;
    }
    filled += size;
  }
  return { encoding, length, parts };
}
