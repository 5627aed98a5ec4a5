import { MemoryStorage } from '../../src/store/memory-storage.ts';

/** A base that stays when its engine ends. */
export class KeptStorage extends MemoryStorage {
  override async close(): Promise<void> {}
}
