#!/usr/bin/env node
// The door from a terminal: sees that everything is installed and built, then hands over.
import { pathToFileURL } from 'node:url';
import { makeBuilt, makeReady } from './make-ready.mjs';

await makeReady();
if (['open', 'desk'].includes(process.argv[2])) await makeBuilt('app');
const { main } = await import(pathToFileURL(await makeBuilt('node')).href);
process.exitCode = await main(process.argv.slice(2));
