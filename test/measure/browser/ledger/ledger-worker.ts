import { measureLedger } from '../../ledger/measure-ledger.ts';

const figures = await measureLedger((line) => postMessage({ line }));
postMessage({ figures });
