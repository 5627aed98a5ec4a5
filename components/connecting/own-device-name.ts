import type { Words } from '../words.ts';

const kinds: readonly [RegExp, keyof Words['deviceKinds']][] = [
  [/iPad|Tablet|Android(?!.*Mobile)/, 'tablet'],
  [/iPhone|Android|Mobile/, 'phone'],
  [/Windows/, 'windows'],
  [/Macintosh/, 'mac'],
];

/** Those that call themselves by a second name come before those that they call themselves. */
const browsers: readonly [RegExp, string][] = [
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];

/**
 * What a device may be called until somebody calls it otherwise, such as "Windows 电脑 Chrome".
 *
 * @param agent what the browser says of itself
 */
export function ownDeviceName(agent: string, words: Pick<Words, 'deviceKinds'>): string {
  const kind = kinds.find(([signs]) => signs.test(agent))?.[1] ?? 'linux';
  const browser = browsers.find(([signs]) => signs.test(agent))?.[1] ?? '';
  return `${words.deviceKinds[kind]} ${browser}`.trim();
}
