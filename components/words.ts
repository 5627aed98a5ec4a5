import { Source } from '../src/app/live.ts';
import type { ReadingSettings } from '../src/app/reading-settings.ts';
import type { Words } from './words/zh.ts';

export type { Words };

type Language = 'zh' | 'en';

/** The tables that are here. A reader needs one of them: the other is fetched when somebody chooses it. */
export const tables = new Source<Partial<Record<Language, Words>>>({});

const fetching = new Map<Language, Promise<void>>();

/** @throws {TypeError} when the table cannot be fetched; a later call tries again */
export function fetchWords(language: Language): Promise<void> {
  const begun = fetching.get(language) ?? fetchTable(language);
  fetching.set(language, begun);
  begun.catch(() => fetching.delete(language));
  return begun;
}

async function fetchTable(language: Language): Promise<void> {
  const table = language === 'zh' ? (await import('./words/zh.ts')).zh : (await import('./words/en.ts')).en;
  tables.set({ ...tables.now, [language]: table });
}

/** Which table a reader gets: their choice, else what their browser asks for. */
export function languageOf(settings: ReadingSettings): Language {
  if (settings.language !== 'system') return settings.language;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The table of the reader's language; the one before until that is here. One of them must have been fetched. */
export function wordsOf(settings: ReadingSettings): Words {
  const language = languageOf(settings);
  const { [language]: chosen, zh, en } = tables.now;
  if (chosen === undefined) fetchWords(language).catch(() => undefined);
  const table = chosen ?? zh ?? en;
  if (table === undefined) throw new Error('no word table is here yet');
  return table;
}
