import type { RuleKind } from '../../src/rule/edition.ts';
import type { Validity } from '../../src/rule/validity.ts';
import { zhBehalf } from './zh-behalf.ts';
import { zhBundles } from './zh-bundles.ts';
import { zhCirculate, zhCirculateTrouble } from './zh-circulate.ts';
import { zhCirculating } from './zh-circulating.ts';
import { zhCompare } from './zh-compare.ts';
import { zhConnect } from './zh-connect.ts';
import { zhDraftEditor } from './zh-draft-editor.ts';
import { zhLists } from './zh-lists.ts';
import { zhPaper } from './zh-paper.ts';
import { zhRegisters } from './zh-registers.ts';
import { zhRemarks } from './zh-remarks.ts';
import { zhDrafts } from './zh-drafts.ts';
import { zhOpinions } from './zh-opinions.ts';
import { zhOffice } from './zh-office.ts';
import { zhWaiting } from './zh-waiting.ts';
import { zhWorkflow, zhWorkflowTrouble } from './zh-workflow.ts';

/** Every sentence of the interface in Chinese; the English table has the same type. */
export const zh = {
  ...zhDrafts,
  ...zhOpinions,
  ...zhOffice,
  ...zhBundles,
  ...zhBehalf,
  ...zhCirculating,
  ...zhCirculate,
  ...zhCompare,
  ...zhConnect,
  ...zhDraftEditor,
  ...zhLists,
  ...zhPaper,
  ...zhRegisters,
  ...zhRemarks,
  ...zhWaiting,
  ...zhWorkflow,
  lang: 'zh-CN',
  appName: '规矩',
  sampleBadge: '示例单位',
  skipToText: '跳到正文',
  close: '关闭',
  cancel: '取消',
  more: '更多',

  // Ways through the app
  home: '首页',
  homeOf: (app: string) => `${app}首页`,
  shelf: '书架',
  find: '查找',
  bringIn: '导入',
  device: '本机',
  navLabel: '主要页面',
  searchLabel: '查找条文、标题或文号',
  searchHint: '如“公务员法 12”',
  searchKey: '/',
  unknownPage: '没有这个页面',
  unknownPageHelp: '地址可能不完整。请回到首页，或在上方查找。',

  // Standing
  validity: {
    inForce: '现行有效',
    notYet: '尚未生效',
    amended: '已修改',
    repealed: '已废止',
    expired: '失效',
    unofficial: '未经签发',
    undated: '日期不详',
  } satisfies Record<Validity, string> as Record<Validity, string>,
  trial: '试行',
  kind: {
    rule: '制度',
    code: '规范',
    forwarded: '转发文件',
    law: '法律法规',
  } satisfies Record<RuleKind, string> as Record<RuleKind, string>,
  outsideBase: '库外文件',
  outsideBaseHelp: (title: string) => `${title}不在库中，无法打开。`,
  outsidePlaceHelp: '所引条文在库中没有找到。',

  // Facets
  facets: '筛选',
  facet: { validity: '状态', kind: '类型', category: '类别', unit: '科室', year: '年份' },
  clearFilters: '清除筛选',
  none: '未填写',
  moreValues: (n: number) => `其余 ${n} 项`,

  // Home
  homeTitle: '不以规矩，不能成方圆',
  homeCount: (rules: number, articles: number) =>
    `库中有 ${rules.toLocaleString('zh-CN')} 件文本、${articles.toLocaleString('zh-CN')} 个条文，断网也能查。`,
  recent: '最近阅读',
  changed: '最近更新',
  favourites: '收藏',
  coming: '即将施行',
  noRecent: '读过的文本会列在这里。',
  noFavourites: '阅读时点“收藏”，常用的制度就在这里。',
  emptyLost:
    '这台设备上原来有内容，现在是空的：浏览器没能保住它的库，可能因为断电。请用备份文件恢复，或请管理员重新邀请这台设备，内容会从其他设备传回来。',
  emptyTitle: '先把制度放进来',
  emptyHelp:
    '把制度文件、整个文件夹或压缩包拖到窗口里，也可以逐个选择。文件存在这台设备上；加入单位后，也会传给单位里别的设备，不经过外面的服务器。',
  emptyAction: '导入文件',
  emptySample: '打开示例单位看看',
  tryFinding: '可以这样查',
  tryExamples: ['会议 请假', '“文件销毁”', '会议管理制度 12'],

  // Shelf
  shelfTitle: '书架',
  sortBy: '排序',
  sort: { title: '按标题', date: '按日期', changed: '按更新', articles: '按条数' },
  shelfCount: (n: number, all: number) => (n === all ? `共 ${n} 件` : `${all} 件中的 ${n} 件`),
  shelfEmpty: '没有符合这些条件的文本。',
  articleCount: (n: number) => `${n} 条`,
  editionCount: (n: number) => `${n} 个版本`,

  // Find
  findTitle: '查找',
  findCount: (n: number) => (n === 0 ? '没有找到条文' : `找到 ${n.toLocaleString('zh-CN')} 条`),
  findTitles: (n: number) => `条文中没有；标题相符的有 ${n} 件`,
  findRelaxed: '没有条文同时包含这些词，下面是包含其中一部分的。',
  findNothingHelp: '换一个说法，少写几个字，或清除筛选再试。用引号可以查一字不差的原文，如“不得擅自”。',
  findStart: '输入两个字就能查到条文',
  findStartHelp: [
    '几个词之间空一格，条文要同时包含它们。',
    '加引号查一字不差的原文：“不得擅自”。',
    '直接到某一条：公务员法 12，或 公务员法第十二条。',
    '标题可以只打拼音首字母：hygl。',
  ],
  asOn: '按哪一天的效力',
  asOnDay: '只看当日有效的',
  today: '今天',
  jumpTo: '直接打开',
  rulesFound: '标题',
  articlesFound: '条文',
  showMore: '显示更多',
  indexing: (share: number) => `正在整理索引 ${Math.round(share * 100)}%，结果可能不全`,

  // Reading
  outline: '目录',
  openOutline: '打开目录',
  timeline: '版本沿革',
  editionOf: (date: string) => `${date} 版`,
  undatedEdition: '未注明日期的版本',
  effectiveOn: (day: string) => `${day} 起施行`,
  expiresOn: (day: string) => `有效期至 ${day}`,
  effectiveFromDate: '施行日期按版本日期推定',
  noEffective: '施行日期不详',
  notInForceStrip: {
    amended: '这是修改前的文本。',
    repealed: '这件文本已经废止。',
    notYet: '这个版本尚未生效。',
    expired: '这件文本的有效期已过。',
  } as Partial<Record<Validity, string>>,
  validityOn: (validity: string, on: string) => `${on} ${validity}`,
  between: ' · ',
  goToCurrent: '看现行版本',
  onDay: (day: string) => `以下按 ${day} 的效力显示。`,
  onDayBack: '回到今天',
  chooseDay: '看某一天的文本',
  received: '收文',
  receivedFrom: '来文单位',
  receivedNumber: '收文号',
  receivedOn: '收文日期',
  receivedScope: '知悉范围',
  mayForward: '允许转发',
  mayNotForward: '不得转发',
  docNo: '文号',
  unit: '主管科室',
  favourite: '收藏',
  print: '打印',
  readAloud: '朗读',
  stopReading: '停止朗读',
  findWithin: '在本文中查找',
  findWithinCount: (at: number, n: number) => (n === 0 ? '无' : `${at}/${n}`),
  previous: '上一处',
  next: '下一处',
  place: (label: string) => `${label}的操作`,
  copyText: '复制原文和出处',
  copyCitation: '复制出处',
  copyAddress: '复制地址',
  copied: '已复制',
  copyFailed: '浏览器不允许复制，请手动选择后复制：',
  wholeArticle: '整条',
  citedBy: (n: number) => `被引用 ${n} 处`,
  textCited: (n: number) => `全文被引用 ${n} 处`,
  position: (at: string, all: number) => `${at}／共 ${all} 条`,
  table: '表格',
  notFoundRule: '库里没有这件文本',
  notFoundRuleHelp: '地址指向的文本还没有导入这台设备。请先导入，或请发地址的同事把文件也发来。',
  notFoundPlace: (place: string) => `这个版本里没有“${place}”，已打开文本开头。`,

  // Reading settings
  readingSettings: '阅读设置',
  textSize: '字号',
  textSizes: ['小', '标准', '大', '特大', '超大'],
  face: '字体',
  faceNames: { sans: '黑体', song: '宋体', fangsong: '仿宋', kai: '楷体' },
  spacious: '加大行距',
  theme: '明暗',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  contrast: '高对比度',
  shortcuts: '单键快捷键',
  shortcutKeys: 'J/K 下一条/上一条，/ 查找，[ 目录',
  language: '语言',
  languages: { system: '跟随系统', zh: '中文', en: 'English' },

  // Coming in
  bringInTitle: '导入文本',
  bringInHelp: '把文件、文件夹或压缩包拖到这里',
  bringInFormats:
    'Markdown（.md）、纯文本（.txt，包括 GBK 编码）和 .zip 压缩包。Word、PDF、OFD 暂时还不能读。',
  bringInSecret: '本系统不得存储、处理涉密文件。带有密级标志的文件会被拒收；没有标志的，请先确认不涉密。',
  pickFiles: '选择文件',
  pickFolder: '选择文件夹',
  paste: '粘贴文本',
  pasteTitle: '标题',
  pasteTitleHint: '可不填，取第一行',
  pasteText: '正文',
  pasteAction: '导入这段文本',
  dropHere: '松开鼠标即导入',
  reading: '正在读取文件…',
  progress: (done: number, total: number, articles: number) =>
    `${done.toLocaleString('zh-CN')} / ${total.toLocaleString('zh-CN')} 个文件，${articles.toLocaleString('zh-CN')} 条`,
  cancelling: '正在收尾，已导入的会保留…',
  finished: '导入完成',
  finishedCancelled: '已取消，此前导入的都已保存',
  summary: (s: { rules: number; editions: number; articles: number; same: number; refused: number }) =>
    [
      `新增 ${s.rules} 件、${s.editions} 个版本、${s.articles.toLocaleString('zh-CN')} 条`,
      s.same > 0 ? `${s.same} 个与库中相同` : '',
      s.refused > 0 ? `${s.refused} 个没有导入` : '',
    ]
      .filter(Boolean)
      .join('；') + '。',
  citationSummary: (found: number, resolved: number) =>
    `识别引用 ${found.toLocaleString('zh-CN')} 处，其中 ${resolved.toLocaleString('zh-CN')} 处能在库内打开。`,
  showOnly: '只看',
  entryAll: '全部',
  entryProblems: '没有导入的',
  entryWarnings: '需要看一眼的',
  outcome: { rule: '新增', edition: '新版本', same: '已有', problem: '未导入' },
  entryCitations: (found: number, resolved: number | undefined) =>
    resolved === undefined ? `引用 ${found} 处` : `引用 ${found} 处，${resolved} 处可打开`,
  warning: {
    gap: (at: string) => `编号不连续：${at}`,
    double: (at: string) => `编号重复：${at}`,
    order: (at: string) => `编号倒退：${at}`,
    contents: () => '正文里夹着目录，已跳过',
    'lost-numbers': () => '条号可能是自动编号，没有随文本一起带过来',
    unnumbered: () => '没有条号，按段落或标题保存',
    empty: () => '没有正文',
    duplicate: () => '同一批里有内容相同的文件',
    'unknown-key': (at: string) => `不认识的属性，没有采用：${at}`,
    date: (at: string) => `日期写法无法识别：${at}`,
  } as Record<string, (at: string) => string>,
  warningOther: (at: string) => `请核对：${at}`,
  problem: {
    empty: () => '文件是空的。',
    'too-large': (d) =>
      `文件有 ${d['megabytes'] ?? '?'} MB，超过上限 ${d['limit'] ?? '?'} MB。请拆分后再导入。`,
    binary: () => '这不是文本文件，扩展名可能写错了。',
    'not-text': () => '文字编码无法识别。请另存为 UTF-8 后再导入。',
    'format-later': () => '这种格式暂时还不能读。请另存为 .txt 或 .md。',
    'format-unknown': () => '不认识这种格式。能读的是 .md、.txt 和 .zip。',
    classified: () => '文件带有密级标志，已拒收，没有留下任何内容。请走涉密渠道办理。',
    'no-body': () => '没有找到正文。',
    'front-matter': () => '文件开头的属性写法有误，无法读取。',
    'zip-damaged': () => '压缩包已损坏，打不开。',
    'zip-encrypted': () => '压缩包有密码。请解开后再导入。',
    'zip-too-large': () => '压缩包解开后过大，已停止读取。',
    'zip-too-many': () => '压缩包里文件太多，已停止读取。',
    'zip-nested': () => '压缩包里还有压缩包。请先解开。',
    'zip-path': () => '压缩包里的文件路径不安全，已跳过。',
    unreadable: () => '文件读不出来，可能已被移动或没有权限。',
    'table-old-format': () => '这是旧格式（.xls、.et）的表格。请另存为 .xlsx 或 .csv 后再导入。',
    'table-encrypted': () => '表格有密码。请去掉密码后再导入。',
    'table-damaged': () => '表格文件已损坏，打不开。',
    'table-format': () => '这不是能读的表格。能读的是 .xlsx 和 .csv。',
    'table-empty': () => '表格里没有内容。',
    'table-too-large': () => '表格过大：最多 20,000 行、200 列、20 MB。请删去多余内容后再导入。',
    unexpected: () => '出了意外，这个文件没有导入。',
  } as Record<string, (detail: Record<string, string | number>) => string>,

  // This device
  deviceTitle: '本机',
  storage: '存储',
  storageUse: (used: string, of: string) => `已用 ${used}，浏览器最多给 ${of}。`,
  storageUnknown: '浏览器没有告知用量。',
  kept: {
    kept: '浏览器已答应长期保存，空间紧张时也不清理。',
    'may-be-cleared': '浏览器没有答应长期保存，空间紧张时可能被清理。请把应用安装到桌面，并保留原始文件。',
    unknown: '无法得知浏览器是否会长期保存。请保留原始文件。',
  },
  askKept: '请浏览器长期保存',
  offlineReady: '断网后仍可打开。',
  offlineNotYet: '离线启动还没有就绪；刷新一次后再看。',
  contents: '库存',
  contentsCount: (rules: number, editions: number) => `${rules} 件文本，${editions} 个版本。`,
  updateReady: '有新版本，',
  updateTake: '现在启用',
  updateLater: '下次打开再说',

  // What can go wrong
  trouble: {
    'storage-full':
      '存储空间已满，刚才的内容没有存上。此前保存的都在。请在“本机”页看用量，或清理磁盘后再试。',
    'storage-failed': '写入失败，刚才的内容没有存上。此前保存的都在。请再试；仍不行，请重启浏览器。',
    'storage-refused':
      '浏览器打不开本机的库，可能因为断电或突然关机。请关闭浏览器的全部窗口，再打开试一次。仍打不开，或者打开后是空的，就是浏览器没能保住这个库：请用备份恢复，或请管理员重新邀请这台设备，内容会从其他设备传回来。',
    'newer-base': '库是由更新版本的“规矩”建立的，这个版本打不开。请刷新页面取得新版本；库中内容没有改动。',
    'not-found': '没有找到。',
    'no-office': '还没有建立单位。请先在“单位”页建立。',
    'office-exists': '这台设备上已有一个单位，不能再建或换成另一个。',
    'not-allowed': '这台设备的用户没有这项权限，没有改动任何内容。请找管理员。',
    'too-few-admins': '这样一来，有设备能签名的管理员就不够了，以后谁也改不了名册。请先增加管理员和设备。',
    'bad-code': '设备码不完整或已经用过。请重新复制整段。',
    'bad-file': '这个文件读不出来，或者不是需要的文件。没有改动任何内容；请核对后换一个文件。',
    'bad-name': '标题或名称里有看不见的字符，或者太长，没有签名。请重新输入后再试。',
    'wrong-passphrase': '口令不对。文件没有改动，请再试一次。',
    'bad-invitation': '邀请码或直连码不完整，或有错字。没有改动任何内容；请重新复制整段，或逐组核对。',
    'offer-code': '这是直连码，不是回复码。请把它发给对方；对方填入后会得到一段回复码，填在这里的是那一段。',
    'reply-code': '这是回复码，不是直连码。请交给开始的那台设备，填在它的“对方发回的回复码”里。',
    'own-code': '这是这台设备自己的直连码。请把它发给对方，填在对方的设备上。',
    'other-reply':
      '这段回复码有错字，或者不是答复现在这段直连码的。请把现在的直连码发给对方，再填对方新发回的回复码。',
    'invitation-over': '这个邀请已经用过、过期，或试的次数太多。没有改动任何内容；请管理员重新邀请。',
    'too-many-invitations': '还开着的邀请太多，没有再发。请先在“设备与同步”的“邀请”里取消几个用不着的。',
    'device-revoked':
      '这台设备已被吊销，原来的密钥不能再加入，没有签名。请在那台设备的“加入单位”里选择作为新设备申请，重新生成请求文件；上面的内容都在。',
    'device-of-other': '名册里这台设备归在别人名下，没有签名。请管理员先在那里吊销它，或换一台设备。',
    'device-not-revoked':
      '这台设备没有被吊销，仍属于这个单位，没有改动任何内容。请管理员吊销刚才为它新签的那一台。',
    'other-digits': '数字已经换了，刚才的回答没有算数，没有签名。请核对现在显示的数字。',
    'bad-bundle':
      '这个文件打不开：可能不完整、被改动过，或不是写给这台设备的。本机内容没有变化；请对方重新导出一份。',
    'other-office': '这个文件是别的单位的，或不是给这台设备的。没有改动任何内容；请核对后换一个文件。',
    'no-direct':
      '没有接通。本机内容没有变化；请确认两台设备在同一网络里，再重新交换一次直连码，或改用信使包。',
    'changed-meanwhile': '在您填写期间，这件文本已有别的版本签发。请重新核对变化后再签发；填写的内容还在。',
    ...zhCirculateTrouble,
    ...zhWorkflowTrouble,
    'not-asked': '这件传阅已经结束、被撤回或不再要求您签阅，因此没有签名。请返回待阅列表。',
    'bad-edit': '这处改动接不上本机的草稿。您输入的文字还在编辑器里；请复制保留后重新打开草稿。',
    'not-your-turn': '还没轮到您：前面的人尚未签阅。没有签名，请稍后再来。',
    'text-missing': '这一版的正文还没有传到本机，因此没有签名。连上单位的其他设备后再试。',
    'bad-round': '没有改动任何内容。请检查所填的内容后再试。',
    'bad-behalf': '没有签名，没有改动任何内容。请检查所填的内容后再试。',
    'not-passed': '答对的题数不够，这次没有签名。请对照正文再答一次；您的答案还在。',
    aborted: '已取消。',
    'too-much': '超过一个文件能放下的数量，请缩小范围。',
    'engine-gone': '后台已停止。请刷新页面；已保存的内容都在。',
    unexpected: '出了意外。已保存的内容都在，请刷新页面再试。',
  },
};

/** The type both tables have. */
export type Words = typeof zh;
