import type { Day } from '../../rule/validity.ts';

/** Everything that stands in a file with which somebody without the app says what they think of a draft. */
export interface OpinionsData {
  v: 1;
  /** 128 random bits, in hexadecimal. */
  id: string;
  office: string;
  /** Id of the consult entry. */
  consultation: string;
  title: string;
  /** Text of the copy, without its title. */
  text: string;
  /** 起草说明 */
  note: string;
  questions: string[];
  closes: Day;
  /** What becomes of the opinions is shown to all who were asked, without names. */
  shared?: true;
  /** Name of who made this file and takes the answers. */
  by: string;
  /** Who may answer, each with the secret that shows that this file was at hand, base64url. */
  people: { name: string; secret: string }[];
}
