import type { Day } from '../rule/validity.ts';
import { fileNamePart } from '../sync/file-name-part.ts';

/** What tells two devices of one name apart: the beginning of the id, as in the lists of devices. */
const idCharacters = 4;

/**
 * A name for a request or an answer file that says whose it is, so that several of one day are told apart.
 *
 * @param ending with its dot
 */
export function joinFileName(
  { member = '', name, device }: { member?: string; name: string; device: string },
  day: Day,
  ending: string,
): string {
  const parts = [member, name].map(fileNamePart).filter((part) => part !== '');
  return `${[...parts, device.slice(0, idCharacters), day].join('-')}${ending}`;
}
