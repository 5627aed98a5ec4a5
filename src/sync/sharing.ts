import { editorsSpace, invitedSpace } from '../store/draft-document.ts';
import { everybody } from '../store/manifest-row.ts';
import type { Rights } from './spaces.ts';

/** Devices that hold something together which not everybody may have. */
export interface Circle {
  /** Ids of the others of it that are there. */
  devices: string[];
  /**
   * This device is one of them, and all are to be connected among themselves. Otherwise they are that anyhow, and it
   * needs a line to any one of them.
   */
  isWithin: boolean;
}

/**
 * Circles for drafts at most that whoever is invited stands in while no editor is there: with many, a browser would hold
 * more lines than it can. What is left out comes together as soon as an editor is there, or a desk that has it.
 */
const mostOfInvited = 3;

/**
 * Among whom a device needs lines, so that what not everybody may have reaches all who may. Editors have every draft, and
 * are connected for the sake of what lies among editors: so drafts that others are invited to need no circles of their
 * own, however many there are. Whoever is invited needs a line to one editor; only while none is there, one to those
 * who were invited to the same.
 *
 * @param own id of the device
 * @param devices ids of others that are there
 */
export function sharing(rights: Rights, own: string, devices: readonly string[]): Circle[] {
  const having = (space: string): string[] => devices.filter((device) => rights.mayHave(device, space));
  const spaces = rights.spacesOf(own).filter((space) => space !== everybody);
  const drafts = spaces.filter(isOfDraft);
  const rest = spaces.filter((space) => !isOfDraft(space));
  const within = distinct(rest.map(having)).map((some) => ({ devices: some, isWithin: true }));
  if (drafts.length === 0 || rest.includes(editorsSpace)) return within;
  const editors = having(editorsSpace);
  if (editors.length > 0) return [...within, { devices: editors, isWithin: false }];
  const invited = distinct(drafts.map(having)).sort((a, b) => b.length - a.length);
  return [...within, ...invited.slice(0, mostOfInvited).map((some) => ({ devices: some, isWithin: true }))];
}

const isOfDraft = (space: string): boolean => space.startsWith(invitedSpace(''));

/** Each of these once, and none without anybody. */
function distinct(some: readonly string[][]): string[][] {
  const known = new Map(some.map((devices) => [devices.join(), devices]));
  known.delete('');
  return [...known.values()];
}
