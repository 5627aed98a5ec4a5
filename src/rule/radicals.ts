/**
 * PDF programs write some characters as CJK radicals (U+2E80–2FDF), which look the same and are found by no
 * search. The Kangxi block maps by compatibility (NFKC) but for a few; the supplement hardly maps at all.
 */
const kangxiExceptions: Record<string, string> = {
  '⼾': '户',
  '⿑': '齐',
  '⾀': '聿',
  '⼃': '丿',
  '⼅': '亅',
};

/** Radicals of the supplement block that are written like a whole character of simplified texts. */
const supplement: Record<string, string> = {
  '⺁': '厂',
  '⺌': '小',
  '⺍': '小',
  '⺗': '心',
  '⺟': '母',
  '⺠': '民',
  '⺡': '氵',
  '⺢': '水',
  '⺣': '灬',
  '⺤': '爪',
  '⺩': '王',
  '⺬': '示',
  '⺭': '礻',
  '⺮': '竹',
  '⺯': '糹',
  '⺰': '纟',
  '⺲': '罒',
  '⺳': '网',
  '⺶': '羊',
  '⺷': '羊',
  '⺻': '聿',
  '⺼': '肉',
  '⺾': '艹',
  '⺿': '艹',
  '⻀': '艹',
  '⻁': '虎',
  '⻂': '衤',
  '⻃': '西',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻌': '辶',
  '⻍': '辶',
  '⻎': '辶',
  '⻏': '邑',
  '⻐': '钅',
  '⻑': '長',
  '⻒': '镸',
  '⻓': '长',
  '⻔': '门',
  '⻕': '阜',
  '⻖': '阝',
  '⻗': '雨',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻟': '飠',
  '⻠': '饣',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻪': '黾',
  '⻬': '齐',
  '⻭': '齿',
  '⻮': '歯',
  '⻰': '龙',
  '⻱': '龟',
  '⻲': '龜',
  '⻳': '龟',
};

/** Simplified texts use these forms where the compatibility mapping gives the traditional one. */
const simplified: Record<string, string> = { 戶: '户' };

/** Replaces radicals by the characters they look like. */
export function withoutRadicals(text: string): string {
  return text.replaceAll(/[\u2e80-\u2fdf]/g, (c) => {
    const plain = kangxiExceptions[c] ?? supplement[c] ?? c.normalize('NFKC');
    return simplified[plain] ?? plain;
  });
}
