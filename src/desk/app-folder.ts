import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the built app: this file ends up in dist/node, beside dist/app. */
export const appFolder = (): string => join(fileURLToPath(import.meta.url), '..', '..', 'app');

/** Version of the app, as the package has it; the package stands two folders up, built or not. */
export function appVersion(): string {
  const path = join(fileURLToPath(import.meta.url), '..', '..', '..', 'package.json');
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return version;
}
