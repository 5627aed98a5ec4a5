import type { ReadingSettings } from '../src/app/reading-settings.ts';
import { en } from './words/en.ts';
import { zh, type Words } from './words/zh.ts';

export type { Words };

/** Which table a reader gets: their choice, else what their browser asks for. */
export function languageOf(settings: ReadingSettings): 'zh' | 'en' {
  if (settings.language !== 'system') return settings.language;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function wordsOf(settings: ReadingSettings): Words {
  return languageOf(settings) === 'zh' ? zh : en;
}
