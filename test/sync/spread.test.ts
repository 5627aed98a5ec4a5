import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { spread } from '../measure/spread/spread.ts';

beforeAll(automergeForNode);

test.each([false, true])(
  'a publication reaches everybody, and costs each the same however many there are (desk: %s)',
  async (withDesk) => {
    // It throws when somebody is left out.
    const [few, more] = [await spread(12, withDesk), await spread(36, withDesk)];
    for (const { messagesPerDevice, bytesPerDevice } of [few, more]) {
      expect(messagesPerDevice).toBeLessThan(28);
      expect(bytesPerDevice).toBeLessThan(8_000);
    }
    expect(more.bytesPerDevice).toBeLessThan(few.bytesPerDevice * 1.2);
    expect(more.rounds).toBeLessThanOrEqual(20);
  },
);
