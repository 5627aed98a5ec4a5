import type { IncomingFile } from '../exchange/incoming-file.ts';
import { circulationsHandlers } from './circulations-handlers.ts';
import { circulateHandlers } from './circulate-handlers.ts';
import { behalfHandlers } from './behalf-handlers.ts';
import { draftsHandlers } from './drafts-handlers.ts';
import { connectHandlers } from './connect-handlers.ts';
import type { Engine } from './engine.ts';
import type { PickedFile } from './protocol.ts';
import { opinionsHandlers } from './opinions-handlers.ts';
import { officeHandlers } from './office-handlers.ts';
import type { EngineHandlers } from './serve-calls.ts';
import { registersHandlers } from './registers/registers-handlers.ts';
import { remarksHandlers } from './remarks-handlers.ts';
import { waitingHandlers } from './waiting-handlers.ts';
import { workflowHandlers } from './workflow-handlers.ts';

function incoming({ path, file }: PickedFile): IncomingFile {
  return { path, size: file.size, bytes: async () => new Uint8Array(await file.arrayBuffer()) };
}

function fromText(path: string, text: string): IncomingFile {
  const bytes = new TextEncoder().encode(text);
  return { path, size: bytes.length, bytes: () => Promise.resolve(bytes) };
}

/** The engine's verbs as the calls that tabs make. */
export function handlersOf(engine: Engine): EngineHandlers {
  return {
    shelf: (on) => engine.shelf(on),
    home: (on) => engine.home(on),
    find: (request, { signal }) => engine.find(request, signal),
    read: (which) => engine.read(which),
    citedCounts: ({ edition, on }) => engine.citedCounts(edition, on),
    citedBy: ({ edition, address, on }) => engine.citedBy(edition, address, on),
    preview: (which) => engine.preview(which),
    bringIn: ({ files }, context) => engine.bringIn(files.map(incoming), context),
    bringInText: ({ text, title }, context) => engine.bringInText(text, title, context),
    bringInSample: ({ files }, context) =>
      engine.bringIn(
        files.map(({ path, text }) => fromText(path, text)),
        context,
      ),
    setFavourite: ({ rule, favourite }) => engine.reader.setFavourite(rule, favourite),
    setFavouritePlace: (what) => engine.setFavouritePlace(what),
    markRead: ({ rule }) => engine.reader.markRead(rule),
    device: () => engine.device(),
    ...officeHandlers(engine),
    ...connectHandlers(engine),
    ...draftsHandlers(engine),
    ...workflowHandlers(engine),
    ...remarksHandlers(engine),
    ...opinionsHandlers(engine),
    ...circulationsHandlers(engine),
    ...registersHandlers(engine),
    ...waitingHandlers(engine),
    ...circulateHandlers(engine),
    ...behalfHandlers(engine),
  };
}
