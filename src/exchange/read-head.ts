import type { DatedEvent } from '../rule/edition.ts';
import { firstDateIn } from '../rule/text-dates.ts';

/** What stands above the body: title, volume, dated lines. */
export interface TextHead {
  title?: string;
  part?: string;
  events: DatedEvent[];
  body: string;
}

const endOfHead = /^<!-- INFO END -->$/m;
/** Lines of a head that does not say where it ends; more is body. */
const longestHead = 60;

/** 2018年12月29日 第十三届…修订, also without a space after the date; brackets around it are dropped. */
function readEvent(line: string): DatedEvent | undefined {
  const opened = line.replace(/^[（(]/, '');
  // 通过（试行） keeps its bracket; one that was opened at the beginning of the line, or a line above, goes.
  const count = (bracket: RegExp): number => opened.slice(0, 300).match(bracket)?.length ?? 0;
  const bare = count(/[）)]/g) > count(/[（(]/g) ? opened.replace(/[）)]$/, '') : opened;
  const date = firstDateIn(bare.slice(0, 40));
  if (date === undefined || date.start !== 0) return undefined;
  const text = bare.slice(date.end).trim();
  return text === '' || /[。；]$/.test(text) || text.length > 200 ? undefined : { on: date.on, text };
}

/**
 * Reads the head of a text: `# title`, a second `#` line for the volume, dated lines, up to
 * `<!-- INFO END -->` or to the first line of another kind.
 */
export function readHead(text: string): TextHead {
  const marked = text.slice(0, 40_000).search(endOfHead);
  const head: TextHead = { events: [], body: '' };
  const kept: string[] = [];
  let at = 0;
  for (let left = marked === -1 ? longestHead : Infinity; left > 0 && at < text.length; left--) {
    let end = text.indexOf('\n', at);
    if (end === -1) end = text.length;
    const line = text.slice(at, end).trim();
    const isTitle = /^# +(.+)$/.exec(line);
    const event = readEvent(line);
    if (at === marked) {
      at = end + 1;
      break;
    }
    if (isTitle !== null && head.title === undefined) head.title = isTitle[1]!.trim();
    else if (isTitle !== null && head.part === undefined && head.events.length === 0 && kept.length === 0)
      head.part = isTitle[1]!.trim();
    else if (event !== undefined) head.events.push(event);
    else if (line !== '') {
      // Without the mark the first other line begins the body; with it, such a line is still part of the text.
      if (marked === -1) break;
      kept.push(line);
    }
    at = end + 1;
  }
  head.body = [...kept, text.slice(at).replace(/^\n+/, '')].filter(Boolean).join('\n\n');
  return head;
}
