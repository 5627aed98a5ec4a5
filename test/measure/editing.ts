/**
 * `npm run measure -- editing [--only PART,…] [--length N] [--presses N] [--edits N] [--rounds N]`: the editor of drafts.
 *
 *     composing   every case of composing while others write, through the browser's own input method path, beside
 *                 `@automerge/automerge-codemirror` on the same page
 *     keys        from a key to the frame that shows it, in a draft of N characters in which two others type eight
 *                 characters a second; the engine is in a worker of its own, as in the product
 *     trace       replays a text as it is written, each edit a change of its own, beside Yjs with y-codemirror.next;
 *                 both take turns
 *     between     from a key on one device to its letter on another, in two browsers with a direct line between them
 */
import { parseArgs } from 'node:util';
import { betweenDevices } from './editing/between-devices.ts';
import { composing } from './editing/composing.ts';
import { keys } from './editing/keys.ts';
import { editingPage } from './editing/page.ts';
import { replaying } from './editing/replaying.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'composing,keys,trace,between' },
    length: { type: 'string', default: '20000' },
    presses: { type: 'string', default: '400' },
    edits: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
  },
});
const parts = values.only.split(',');
const opened = await editingPage();
const { page } = opened;
const figures: object[] = [];
if (parts.includes('composing')) figures.push(await composing(page));
if (parts.includes('trace'))
  figures.push(await replaying(opened, Number(values.edits), Number(values.rounds)));
// The last, since the others go on typing.
if (parts.includes('keys')) figures.push(await keys(opened, Number(values.length), Number(values.presses)));
await opened.close();
if (parts.includes('between'))
  figures.push(await betweenDevices(Number(values.length), Math.min(200, Number(values.presses))));
console.log(JSON.stringify(Object.assign({}, ...figures)));
process.exit(0);
