/**
 * `npm run measure -- spread [--devices N]`: one of N devices publishes; how many rounds until all have entry and
 * documents, and what each sends until all is quiet, without a desk and with one (`…AtDesk`). See `spread/spread.ts` for
 * what is simulated. `growth` has the same for smaller offices: what a device sends must not grow with their number.
 */
import { parseArgs } from 'node:util';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { type Spread, spread } from './spread/spread.ts';

const { values } = parseArgs({ options: { devices: { type: 'string', default: '500' } } });
const most = Number(values.devices);
await automergeForNode();
const growth: (Pick<Spread, 'rounds' | 'messagesPerDevice' | 'bytesPerDevice'> & {
  devices: number;
  withDesk: boolean;
})[] = [];
const figures: Record<string, number> = {};
for (const devices of [...[50, 100, 250].filter((some) => some < most), most]) {
  for (const withDesk of [false, true]) {
    const begun = Date.now();
    const got = await spread(devices, withDesk);
    const { rounds, messagesPerDevice, bytesPerDevice } = got;
    growth.push({ devices, withDesk, rounds, messagesPerDevice, bytesPerDevice });
    console.error(
      `${Date.now() - begun} ms`,
      devices,
      withDesk ? 'with a desk' : 'without',
      JSON.stringify(got),
    );
    if (devices === most)
      for (const [key, value] of Object.entries(got)) figures[withDesk ? `${key}AtDesk` : key] = value;
  }
}
console.log(JSON.stringify({ devices: most, ...figures, growth }));
process.exit(0);
