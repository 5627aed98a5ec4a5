import type { Random } from '../../faults/random.ts';

/** What breaks readers of rule texts: marks of every level, odd numbers, odd characters, halves of pairs. */
const pieces: readonly string[] = [
  ...'第 条 款 项 目 章 节 编 之 第一条 第十二条之一 第（一）项 第万条 第零条 附件 附则 目录 总　则'.split(
    ' ',
  ),
  ...'一 十 百 千 万 〇 零 两 １２ 99999999999 4294967296 -1 1e309 2024年2月31日'.split(' '),
  ...'（一） ( ） ① 1. 1.1 一、 、 至 和 以及 ， 。 ； ： “ ” 《 》 〈 … . ★ 秘密 密级：'.split(' '),
  ...'本法 本条 前款 前两款 前条 以下简称 （以下简称《 修改为 增加一条 同时废止 有效期'.split(' '),
  ...'** * ` ``` ~~~ | |---| [ ]( ) \\ <!-- --> < javascript: https://a.cn --- " { } #/ % %E7 ? = / ..'.split(
    ' ',
  ),
  ...'constructor __proto__ toString title: &a *a !!js'.split(' '),
  '# ',
  '## ',
  '> ',
  '- ',
  '  - ',
  '---\n',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\u2028',
  ' ',
  '　',
  '机  密',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u00ad',
  '\u0000',
  '\u0007',
  '\u202e',
  '\ufffd',
  '\ue000',
  '\uffff',
  '\ud800',
  '\udc00',
  '😀',
  '𠮷',
  'e\u0301',
  '⼈',
  '⻚',
];

/** A text with one to six changes: something put in, taken out, repeated, moved, spliced from another text. */
export function mutateText(random: Random, text: string, others: readonly string[]): string {
  let made = text;
  for (let times = 1 + random.below(6); times > 0; times--) {
    const at = random.below(made.length + 1);
    const to = Math.min(made.length, at + random.below(random.chance(0.2) ? 400 : 12));
    const cut = made.slice(at, to);
    switch (random.below(7)) {
      case 0:
        made = made.slice(0, at) + made.slice(to);
        break;
      case 1:
        made = made.slice(0, at) + cut.repeat(1 + random.below(20)) + made.slice(at);
        break;
      case 2:
        made = made.slice(0, at) + String.fromCharCode(random.below(0x10000)) + made.slice(to);
        break;
      case 3: {
        const other = random.pick(others);
        made = made.slice(0, at) + other.slice(random.below(other.length + 1)) + made.slice(to);
        break;
      }
      case 4: {
        const end = random.below(made.length + 1);
        made = made.slice(0, at) + made.slice(to);
        made = made.slice(0, end) + cut + made.slice(end);
        break;
      }
      default:
        made = made.slice(0, at) + random.pick(pieces) + made.slice(random.chance(0.5) ? at : to);
    }
  }
  // One in a hundred becomes long, mostly in one line, to show what takes more than its share of time.
  return random.chance(0.01) ? grown(random, made) : made;
}

function grown(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const part = random.chance(0.5)
    ? random.pick(pieces) + (random.chance(0.4) ? random.pick(pieces) : '')
    : text.slice(at, at + 1 + random.below(30)) || '一';
  const size = 2 ** (12 + random.below(9));
  const long = part.repeat(Math.ceil(size / part.length));
  return text.slice(0, at) + (random.chance(0.7) ? long.replaceAll('\n', ' ') : long) + text.slice(at);
}

/** Bytes with one to six changes: bits turned, numbers made great or nothing, pieces cut, repeated or moved. */
export function mutateBytes(random: Random, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let made = Uint8Array.from(bytes);
  for (let times = 1 + random.below(6); times > 0 && made.length > 0; times--) {
    const at = random.below(made.length);
    const length = Math.min(made.length - at, 1 + random.below(16));
    switch (random.below(6)) {
      case 0:
        made[at]! ^= 1 << random.below(8);
        break;
      case 1:
        made.fill(random.pick([0, 0x7f, 0x80, 0xff, random.below(256)]), at, at + length);
        break;
      case 2:
        made = joined(made.subarray(0, at), made.subarray(at + length));
        break;
      case 3:
        made = joined(made.subarray(0, at + length), made.subarray(at));
        break;
      case 4:
        made = made.slice(0, at);
        break;
      default:
        made = joined(made.subarray(0, at), random.bytes(length), made.subarray(at));
    }
  }
  return made;
}

export function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(parts));
}
