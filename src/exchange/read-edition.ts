import type { NewEdition } from '../store/new-edition.ts';

/** Something to look at after a text came in; words for the code belong to the interface. */
export interface ReadWarning {
  code: string;
  at?: string;
}

/** A text that was read and is ready to be kept. */
export interface ReadEdition {
  edition: NewEdition;
  warnings: ReadWarning[];
}
