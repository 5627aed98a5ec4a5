import { createContext } from '@lit/context';
import type { App } from '../src/app/app.ts';

/** The one thing handed down to every element. */
export const appContext = createContext<App>(Symbol('app'));
