import { type Opinion, type OpinionSlip, readSlip } from '../office/opinion-slip.ts';
import { booleanIn, fieldsIn } from '../store/read-fields.ts';
import type { Storage } from '../store/storage.ts';

/** What this device keeps of what its user says in a round, as themselves or for a unit. */
export interface KeptOpinions {
  /** Id of the slip, and the highest turn that was used for it. */
  id: string;
  turn: number;
  /** What is being written. */
  opinions: Opinion[];
  /** What was said last, if anything. */
  sent?: { at: number; isNamed: boolean; slip: OpinionSlip };
}

const nameOf = (consultation: string, as: string): string => `opinions:${consultation}:${as}`;

/** Lies where nothing is synced and no backup looks: without a name nobody else may know whose it is. */
export class OpinionsKeeper {
  #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async get(consultation: string, as: string): Promise<KeptOpinions | undefined> {
    const from = fieldsIn(await this.#storage.get('kv', nameOf(consultation, as)));
    const { id, turn, opinions, sent } = from ?? {};
    if (typeof id !== 'string' || typeof turn !== 'number' || !Array.isArray(opinions)) return undefined;
    const said = fieldsIn(sent);
    const slip = slipIn(said?.['slip']);
    return {
      id,
      turn,
      opinions: opinions as Opinion[],
      ...(said !== undefined &&
        slip !== undefined &&
        typeof said['at'] === 'number' && {
          sent: { at: said['at'], isNamed: booleanIn(said, 'isNamed') === true, slip },
        }),
    };
  }

  /** @throws {StorageFull | StorageFailed} */
  async put(consultation: string, as: string, value: KeptOpinions): Promise<void> {
    await this.#storage.write([{ room: 'kv', key: nameOf(consultation, as), value }], 'strict');
  }
}

function slipIn(value: unknown): OpinionSlip | undefined {
  try {
    return readSlip(value);
  } catch {
    return undefined;
  }
}
