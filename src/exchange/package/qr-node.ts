import { encode } from 'uqr';

const svg = 'http://www.w3.org/2000/svg';
/** Light modules around the code, without which cameras do not find it (ISO/IEC 18004). */
const margin = 4;
/** Longer texts make codes so dense that a phone does not read them from a screen. */
const longest = 1200;

/** A QR code, dark on light also in dark mode; undefined when the text is too long for one. */
export function qrNode(text: string, label: string): SVGElement | undefined {
  if (text.length > longest) return undefined;
  const { data, size } = encode(text, { ecc: 'L', border: 0 });
  const width = size + 2 * margin;
  const made = document.createElementNS(svg, 'svg');
  made.setAttribute('class', 'qr');
  made.setAttribute('viewBox', `0 0 ${width} ${width}`);
  made.setAttribute('role', 'img');
  made.setAttribute('aria-label', label);
  const ground = document.createElementNS(svg, 'rect');
  ground.setAttribute('width', String(width));
  ground.setAttribute('height', String(width));
  ground.setAttribute('fill', '#fff');
  const path = document.createElementNS(svg, 'path');
  const dots = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + margin} ${y + margin}h1v1h-1z`] : [])),
  );
  path.setAttribute('d', dots.join(''));
  path.setAttribute('fill', '#000');
  path.setAttribute('shape-rendering', 'crispEdges');
  made.append(ground, path);
  return made;
}
