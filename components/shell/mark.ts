import { svg } from 'lit';

/** The mark: a compass over a carpenter's square, 规 and 矩. */
export const mark = svg`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path class="square" d="M5 6v21h21" />
  <path class="compass" d="M18 4v3M18 7l-6.5 15M18 7l6.5 15M14 16.5a9 9 0 0 0 8 0" />
</svg>`;
