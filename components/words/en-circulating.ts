import type { zhCirculating } from './zh-circulating.ts';

/** Words of the pages about who is to read what, and who has. */
export const enCirculating: typeof zhCirculating = {
  circulateTitle: 'Circulate',
  circulationsTitle: 'Circulations',
  circulationTitle: 'Circulation',
  personTitle: 'One person’s reading',
  unitTitle: 'One unit’s reading',
};
