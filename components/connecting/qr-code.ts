import { html, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** Light modules around the code, without which cameras do not find it (ISO/IEC 18004). */
const margin = 4;

/**
 * A QR code, dark on light in dark mode too, since not every camera reads the reverse.
 *
 * @param label says what it holds, to who cannot see it
 */
export function qrCode(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const path = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + margin} ${y + margin}h1v1h-1z`] : [])),
  );
  const width = size + 2 * margin;
  return html`<svg class="qr" viewBox="0 0 ${width} ${width}" role="img" aria-label=${label}>
    <rect width=${width} height=${width} fill="#fff" />
    <path d=${path.join('')} fill="#000" shape-rendering="crispEdges" />
  </svg>`;
}
