import { svg, type SVGTemplateResult } from 'lit';
import type { Validity } from '../../src/rule/validity.ts';

const icon = (paths: SVGTemplateResult): SVGTemplateResult =>
  svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths}</svg>`;

/** Our own drawings, 24 units wide, one stroke. Each stands beside words or carries a label; none speaks alone. */
export const icons = {
  search: icon(svg`<circle cx="10.5" cy="10.5" r="6.5" /><path d="m15.5 15.5 5 5" />`),
  home: icon(svg`<path d="M4 11 12 4l8 7v9h-5v-6H9v6H4z" />`),
  shelf: icon(svg`<path d="M5 4v16M9 4v16M9 20H5M9 4H5M13 4v16h4V4zM20.5 20 18 4.6" />`),
  bringIn: icon(svg`<path d="M12 4v11m0 0-4-4m4 4 4-4M4 16v4h16v-4" />`),
  device: icon(svg`<rect x="4" y="4" width="16" height="12" rx="1.5" /><path d="M9 20h6M12 16v4" />`),
  settings: icon(svg`<path d="M3 19 8 5l5 14M4.8 14h6.4M14 19l3.5-9 3.5 9M15.2 16h4.6" />`),
  star: icon(svg`<path d="m12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z" />`),
  print: icon(svg`<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z" />`),
  speak: icon(svg`<path d="M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12" />`),
  outline: icon(svg`<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01" />`),
  more: icon(svg`<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="2.6" />`),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18" />`),
  office: icon(svg`<path d="M4 20V9l8-5 8 5v11zM9 20v-6h6v6" />`),
  sign: icon(svg`<path d="M4 20h16M6 16l9.5-9.5a2.1 2.1 0 0 1 3 3L9 19H6z" />`),
  send: icon(svg`<path d="M4 11 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4" />`),
  compare: icon(svg`<path d="M9 4v16M15 4v16M4 8h5M15 8h5M4 14h5M15 14h5" />`),
  drafts: icon(svg`<path d="M5 20h14M14.5 4.5l4 4L9 18H5v-4z" />`),
  circulations: icon(svg`<path d="M4 6h16M4 12h7M4 18h7M14 16l2.5 2.5L21 13" />`),
  shield: icon(svg`<path d="M12 3 5 6v5c0 5 3 8 7 10 4-2 7-5 7-10V6zM9 12l2 2 4-4" />`),
  up: icon(svg`<path d="m6 15 6-6 6 6" />`),
  down: icon(svg`<path d="m6 9 6 6 6-6" />`),
  undo: icon(svg`<path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9" />`),
  redo: icon(svg`<path d="m16 5 4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h5" />`),
  next: icon(svg`<path d="m9 6 6 6-6 6" />`),
} as const;

/** Shape beside the word, so that standing is never told by colour alone. */
export const validityShapes: Record<Validity, SVGTemplateResult> = {
  inForce: icon(svg`<circle cx="12" cy="12" r="9" fill="currentColor" />`),
  notYet: icon(svg`<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3 3" />`),
  amended: icon(svg`<circle cx="12" cy="12" r="9" stroke-width="2.5" />`),
  repealed: icon(svg`<path d="m5 5 14 14M19 5 5 19" stroke-width="3" />`),
  expired: icon(svg`<path d="M12 4 21 20H3z" stroke-width="2.5" />`),
  unofficial: icon(svg`<path d="M4 12h16" stroke-width="3" />`),
  undated: icon(
    svg`<path d="M8.5 9a3.5 3.5 0 1 1 5 3c-1 .6-1.5 1.2-1.5 2.5M12 19h.01" stroke-width="2.5" />`,
  ),
};
