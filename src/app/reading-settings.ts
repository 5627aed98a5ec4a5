import { Source } from './live.ts';

/** How a reader likes it; kept on this device only. */
export interface ReadingSettings {
  /** Step into `textSizes`. */
  size: number;
  face: 'sans' | 'song' | 'fangsong' | 'kai';
  /** Roomier lines and letters. */
  spacious: boolean;
  theme: 'system' | 'light' | 'dark';
  contrast: boolean;
  /** Single letters as commands. Who speaks to the computer must be able to switch them off (WCAG 2.1.4). */
  shortcuts: boolean;
  language: 'system' | 'zh' | 'en';
}

/** Body text in CSS pixels at a root size of 16: 适老化 asks that 18 be reachable in ordinary and 30 in large view. */
export const textSizes = [16, 18, 21, 24, 30] as const;

/** From this step on the whole interface grows with the text, and targets are 60 px. */
export const largeFrom = 3;

export const faces = ['sans', 'song', 'fangsong', 'kai'] as const;
export const themes = ['system', 'light', 'dark'] as const;
export const languages = ['system', 'zh', 'en'] as const;

export const defaultSettings: ReadingSettings = {
  size: 1,
  face: 'sans',
  spacious: false,
  theme: 'system',
  contrast: false,
  shortcuts: true,
  language: 'system',
};

const key = 'guiju:reading';

/** Takes what is usable out of whatever lay in storage. */
export function readSettings(stored: string | null): ReadingSettings {
  let given: Partial<Record<keyof ReadingSettings, unknown>>;
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}');
    given = typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    given = {};
  }
  const one = <T>(values: readonly T[], value: unknown, otherwise: T): T =>
    values.includes(value as T) ? (value as T) : otherwise;
  return {
    size: one([0, 1, 2, 3, 4], given.size, defaultSettings.size),
    face: one(faces, given.face, defaultSettings.face),
    spacious: given.spacious === true,
    theme: one(themes, given.theme, defaultSettings.theme),
    contrast: given.contrast === true,
    shortcuts: given.shortcuts !== false,
    language: one(languages, given.language, defaultSettings.language),
  };
}

/** Opens the settings kept in `storage`; every change is written back and heard in other tabs. */
export function openSettings(
  storage: globalThis.Storage,
): Source<ReadingSettings> & { change(some: Partial<ReadingSettings>): void } {
  const source = new Source(readSettings(storage.getItem(key)));
  addEventListener('storage', (event) => {
    if (event.key === key) source.set(readSettings(event.newValue));
  });
  return Object.assign(source, {
    change(some: Partial<ReadingSettings>) {
      const next = { ...source.now, ...some };
      source.set(next);
      try {
        storage.setItem(key, JSON.stringify(next));
      } catch {
        // A full or forbidden storage only means that the choice lasts until the page is closed.
      }
    },
  });
}
