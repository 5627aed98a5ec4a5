import { registerPageWords } from '../engine/registers/register-page-words.ts';
import type { ProblemCode } from '../exchange/problem.ts';
import type { ProofFacts } from '../exchange/proof/proof-facts.ts';
import type { ProofFault } from '../ledger/judge-proof.ts';
import type { Refusal } from '../ledger/roster-history.ts';

/** What the command line says, in the language of the terminal. */
/** Tables of people are not brought in from here. */
type FileProblem = Exclude<ProblemCode, `table-${string}`>;

const zh = {
  usage: `用法：
  guiju open [--port 8317] [--quiet]              打开应用（示例单位）
  guiju desk --data 目录 [--https] [--name 名字]… [--port 8317] [--host 地址] [--cert 文件 --key 文件]
             [--http-port 8318] [--stun-port 3478] [--relay-only] [--install-service]   服务台
  guiju desk --data 目录 --join 邀请码 …           服务台加入单位，保存内容并作见证
  guiju backup --data 目录 --out 文件 [--json]    备份
  guiju restore 文件 --data 目录                  恢复到空目录
  guiju import 路径… --data 目录 [--json]         导入文件、文件夹或压缩包
  guiju search 问题 --data 目录 [--on 日期] [--json]  查找条文
  guiju show "标题#第十二条" --data 目录 [--on 日期]   显示条文
  guiju export --data 目录 --format md --out 目录 [--json]  导出全部文本
  guiju verify 文件 [--json]                      核验证明文件`,
  needData: '请用 --data 指明存放的目录。',
  needPath: '请写出要导入的文件或文件夹。',
  needQuery: '请写出要查的内容。',
  needOut: '请用 --out 指明导出到哪个目录。',
  onlyMarkdown: '目前只能导出为 md。',
  exported: (files: number, out: string) => `已导出 ${files} 个文件到 ${out}。`,
  noSuchPath: (path: string) => `没有这个文件或文件夹：${path}`,
  badDay: (day: string) => `日期应写成 2026-03-01 的样子：${day}`,
  open: (address: string) => `规矩已就绪：${address}\n按 Ctrl+C 结束。`,
  deskNeedsData: '请用 --data 指明存放的目录；若只为别的设备牵线和中转，请用 --relay-only。',
  httpsNeedsData: '--https 要把证书存放在某处：请用 --data 指明目录。',
  certNeedsKey: '--cert 和 --key 要一起用。',
  badHost: (host: string) => `--host 应是本机的一个 IP 地址：${host}`,
  badName: (name: string) => `--name 应是主机名，如 guiju.office：${name}`,
  badPort: (port: string) => `端口应是 0 至 65535 的数字：${port}`,
  otherNames: (name: string) =>
    `这个目录里的根证书不能用于 ${name}：建立时没有写上这个名字。请去掉这个 --name；或把目录里的 tls 移走再启动，另建一个根证书，并在每台设备上重新安装。`,
  deskReady: (links: string[]) =>
    `服务台已就绪，在浏览器里打开：\n${links.map((link) => `  ${link}`).join('\n')}`,
  /** @param keeps `none`: of no office yet, which is said apart */
  deskState: (keeps: 'relay' | 'none' | 'office', stunPort: number) =>
    `${{ relay: '只牵线和中转，不存内容。', none: '', office: '内容存在 --data 的目录里。' }[keeps]}STUN 端口：${stunPort}（UDP）。`,
  authorityAt: (link: string, fingerprint: string) =>
    `每台设备先到这里安装根证书：${link}\n安装前核对它的 SHA-256 指纹：\n  ${fingerprint}`,
  notPrivate: (addresses: string[]) =>
    `下列地址不是内网地址，本服务台的证书对它们无效；请用 --cert 和 --key：${addresses.join('、')}`,
  plainLimits:
    '未加密的 http 只在本机上功能完整：在别的电脑上，浏览器不让它离线使用，也不保管设备密钥。请用 --https，或用 --cert 和 --key。',
  joinNotRelayOnly: '--join 和 --relay-only 不能同时用：加入单位就要保存内容。',
  cannotJoin: (code: string) =>
    code === 'bad-invitation'
      ? '邀请码没有写全或写错了，请核对后再试。'
      : code === 'office-exists'
        ? '这个目录已属于一个单位，不用再加入。如果这个服务台已被吊销，请换一个空目录（--data）再加入，内容会从其他设备传回来。'
        : `没能加入单位：${code}`,
  joinSeeking: '正在等待管理员的设备……请管理员打开本服务台的网页，并保持打开。',
  joinCompare: (office: string, member: string, digits: string) =>
    `将以“${member}”的设备加入：${office}\n请与管理员屏幕上的数字核对：\n\n    ${digits.slice(0, 3)} ${digits.slice(3)}\n`,
  joinSame: '两边相同吗？相同请输入 y 并回车，不同请输入 n：',
  joined: (office: string, awaiting: boolean) =>
    awaiting
      ? `已交给${office}，还要其他管理员签字后才生效。`
      : `已加入${office}：从现在起保存它的内容，并见证收到的签署。`,
  joinFailed: (fault: string) =>
    `没有加入：${{ 'digits-differ': '两边的数字不同', unwanted: '管理员取消了', taken: '另一台设备正在用这个邀请加入，或已经加入', revoked: '这个服务台已被吊销', 'other-member': '名册里这个服务台归在别人名下，请管理员先吊销它', 'nobody-there': '等了一分钟，没有见到管理员的设备', code: '邀请码已用过、已过期，或与管理员的不符', silent: '对方没有回应', lost: '连接断了', 'not-admin': '对方不是这个单位的管理员' }[fault] ?? '设备之间没有谈妥'}。什么都没有改变；请向管理员要一个新的邀请码，再用 --join 试一次。`,
  noOfficeYet:
    '这个目录还不属于任何单位，服务台只牵线和中转。要让它保存内容，请在“单位”的“人员”里打开一个人，为它发出邀请，再用 --join 启动。',
  howToStop: '按 Ctrl+C 结束。',
  stopping: '正在结束……',
  notRenewed: (message: string) => `证书没有换成新的，一小时后再试：${message}`,
  serviceLinux:
    '# 存为 /etc/systemd/system/guiju-desk.service，然后运行：systemctl daemon-reload && systemctl enable --now guiju-desk',
  serviceMac:
    '<!-- 存为 ~/Library/LaunchAgents/guiju.desk.plist，然后运行：launchctl load -w ~/Library/LaunchAgents/guiju.desk.plist -->',
  serviceWindows:
    'REM 以管理员身份在命令提示符中运行下面一行（会问密码）；撤销：schtasks /Delete /TN "Guiju desk"。任务没有期限：请在“任务计划程序”里取消“如果任务运行时间超过以下时间，停止任务”。',
  needBackupFile: '请用 --out 指明备份写到哪个文件。',
  needBackup: '请写出要恢复的一个备份文件。',
  backedUp: (file: string, bytes: number) => `已备份到 ${file}（${bytes} 字节），并已核验可读。`,
  backupDamaged: (bytes: number) => `原目录中有 ${bytes} 字节已损坏，备份里也一样；其余完好。`,
  backupHasKeys:
    '文件里有这台设备的密钥，拿到它的人可以冒充这台设备：只有文件主人可读（0600），请存放在安全的地方。',
  fileExists: (file: string) => `已有这个文件，不会覆盖：${file}`,
  noBase: (folder: string) => `这个目录里没有规矩的内容：${folder}`,
  folderNotEmpty: (folder: string) => `只能恢复到空目录，这个目录里有东西：${folder}`,
  badBackup: '这不是备份文件，或已被改动、截断；没有恢复。',
  restored: (folder: string) =>
    `已恢复到 ${folder}，并已打开核验。它与原目录是同一台设备：原目录请不要再用，两处同时使用会使签名互相矛盾。`,
  portTaken: (port: number) => `端口 ${port} 已被占用。请先关闭占用它的程序，或用 --port 换一个。`,
  imported: (rules: number, editions: number, articles: number, ms: number) =>
    `新增 ${rules} 件、${editions} 个版本、${articles} 条，用时 ${ms} 毫秒。`,
  refused: (n: number) => `${n} 个文件没有导入：`,
  problem: {
    empty: '文件是空的',
    'too-large': '文件过大',
    binary: '不是文本文件',
    'not-text': '文字编码无法识别',
    'format-later': '这种格式暂时还不能读',
    'format-unknown': '不认识这种格式',
    classified: '带有密级标志，已拒收，没有留下任何内容',
    'no-body': '没有找到正文',
    'front-matter': '文件开头的属性写法有误',
    'zip-damaged': '压缩包已损坏',
    'zip-encrypted': '压缩包有密码',
    'zip-too-large': '压缩包解开后过大',
    'zip-too-many': '压缩包里文件太多',
    'zip-nested': '压缩包里还有压缩包',
    'zip-path': '压缩包里的文件路径不安全',
    unreadable: '文件读不出来',
    unexpected: '出了意外',
  } satisfies Record<FileProblem, string> as Record<string, string>,
  nothing: '没有找到。',
  validity: {
    inForce: '现行有效',
    notYet: '尚未生效',
    amended: '已修改',
    repealed: '已废止',
    expired: '失效',
    unofficial: '未经签发',
    undated: '日期不详',
  },
  locked: '另一个程序正在使用这个目录。',
  newer: '这个目录由更新版本的规矩建立，这个版本打不开；其中内容没有改动。',
  needProof: '请写出要核验的一个文件。',
  register: registerPageWords('zh'),
  proven: '核验通过。',
  notProven: (why: string) => `核验未通过：${why}。`,
  proofFault: {
    malformed: '不是证明文件，或已损坏，或由更新版本的规矩制作',
    'other-office': '文件里混有另一个单位的签名',
    signature: '签名与内容不符',
    incomplete: '文件缺少核验所需的签名',
    text: '文本与签发的版本不符',
    'not-official': '签名属实，但签名的人没有签发的权限',
    withdrawn: '这个版本签发后又被撤回',
    disputed: '同时签发了另一个版本，尚未裁定',
    seal: '文件制作之后被改动过',
  } satisfies Record<ProofFault, string>,
  proofRefusal: {
    'device-unknown': '名册里没有这台设备。',
    'device-revoked': '这台设备已被停用。',
    'no-role': '签名的人没有发布人的职责。',
  } satisfies Record<Refusal, string>,
  proofLines: ({ content, office, signedBy, at, edition, roster }: ProofFacts) => [
    `《${content.title}》${content.docNo ?? ''}`,
    `单位：${office.name}`,
    `单位指纹：${office.fingerprint}（请与从该单位得到的核对）`,
    `签发人：${[signedBy.member, signedBy.unit, signedBy.device].filter(Boolean).join('，')}`,
    `签发时间：${new Date(at).toISOString()}（设备时钟所示）`,
    `名册：${roster.epoch === 0 ? '单位建立时' : `第 ${roster.epoch} 次变更`}，由${roster.signedBy.join('、')}签名`,
    `版本：${edition}`,
  ],
  proofEnds: (on: string) => `制作文件时，已定于 ${on} 起废止。`,
  proofFollowed: '制作文件时，已另有更新的版本签发。',
  proofLimits: (on: string) => `${on} 之后的修改、废止、撤回和密钥停用，文件并不知道。`,
  proofUnsigned: '文件没有设备签名封口：以本命令的结论为准，不要以浏览器里显示的为准。',
  failed: (message: string) => `没有完成：${message}。此前保存的都在。`,
};

const en: typeof zh = {
  usage: `Usage:
  guiju open [--port 8317] [--quiet]              open the app (sample office)
  guiju desk --data DIR [--https] [--name NAME]… [--port 8317] [--host ADDRESS] [--cert FILE --key FILE]
             [--http-port 8318] [--stun-port 3478] [--relay-only] [--install-service]   a desk for the office
  guiju desk --data DIR --join CODE …               the desk joins an office, keeps what it has and witnesses
  guiju backup --data DIR --out FILE [--json]     back up
  guiju restore FILE --data DIR                   restore to an empty folder
  guiju import PATH… --data DIR [--json]          import files, folders or zip archives
  guiju search QUERY --data DIR [--on DATE] [--json]   find articles
  guiju show "TITLE#第十二条" --data DIR [--on DATE]     show an article
  guiju export --data DIR --format md --out DIR [--json]  write all texts as files
  guiju verify FILE [--json]                      verify a proof file`,
  needData: 'Say with --data which folder holds the base.',
  needPath: 'Say which files or folders to import.',
  needQuery: 'Say what to search for.',
  needOut: 'Say with --out which folder to export to.',
  onlyMarkdown: 'So far texts are exported as md only.',
  exported: (files, out) => `${files} files written to ${out}.`,
  noSuchPath: (path) => `No such file or folder: ${path}`,
  badDay: (day) => `A date looks like 2026-03-01: ${day}`,
  open: (address) => `Guiju is ready: ${address}\nPress Ctrl+C to stop.`,
  deskNeedsData:
    'Say with --data which folder holds the base, or with --relay-only that this desk only lets devices meet.',
  httpsNeedsData: '--https keeps certificates: say with --data in which folder.',
  certNeedsKey: '--cert and --key go together.',
  badHost: (host) => `--host is one of the IP addresses of this machine: ${host}`,
  badName: (name) => `--name is a host name such as guiju.office: ${name}`,
  badPort: (port) => `A port is a number from 0 to 65535: ${port}`,
  otherNames: (name) =>
    `The root certificate in this folder was made without ${name} and cannot be used for it. Leave out this --name, or move the folder “tls” away and start again: that makes a new root certificate, which has to be installed on every device.`,
  deskReady: (links) =>
    `The desk is ready. Open in a browser:\n${links.map((link) => `  ${link}`).join('\n')}`,
  deskState: (keeps, stunPort) =>
    `${{ relay: 'It lets devices meet and keeps nothing. ', none: '', office: 'It keeps its base in the folder of --data. ' }[keeps]}STUN port: ${stunPort} (UDP).`,
  authorityAt: (link, fingerprint) =>
    `Each device first installs the root certificate from ${link}\nCompare its SHA-256 fingerprint before:\n  ${fingerprint}`,
  notPrivate: (addresses) =>
    `These are not addresses of a private network, and the desk’s certificate does not hold for them; use --cert and --key: ${addresses.join(', ')}`,
  plainLimits:
    'Plain http works fully on this machine only: on others, browsers neither let it work offline nor keep device keys. Use --https, or --cert and --key.',
  joinNotRelayOnly: '--join and --relay-only do not go together: who joins an office keeps what it has.',
  cannotJoin: (code) =>
    code === 'bad-invitation'
      ? 'The code of the invitation is not whole, or has a slip in it. Please check it and try again.'
      : code === 'office-exists'
        ? 'This folder belongs to an office already; there is no need to join. If this desk has been revoked, join with an empty folder (--data): it gets everything from the other devices.'
        : `Could not join the office: ${code}`,
  joinSeeking:
    'Waiting for the device of the admin… Please ask them to open the page of this desk, and to keep it open.',
  joinCompare: (office, member, digits) =>
    `Will join as a device of “${member}”: ${office}\nCompare with the digits on the screen of the admin:\n\n    ${digits.slice(0, 3)} ${digits.slice(3)}\n`,
  joinSame: 'Are they the same? Type y and Enter if so, n if not: ',
  joined: (office, awaiting) =>
    awaiting
      ? `Handed to ${office}; more admins must sign before it counts.`
      : `Joined ${office}: from now on this desk keeps what it has, and witnesses what is signed.`,
  joinFailed: (fault) =>
    `Not joined: ${{ 'digits-differ': 'the digits were not the same', unwanted: 'the admin called it off', taken: 'another device is coming in with this invitation, or has come in', revoked: 'this desk has been revoked', 'other-member': 'in the roster this desk belongs to another person; the admin has to revoke it there first', 'nobody-there': 'no device of an admin was seen for a minute', code: 'the invitation was used, has expired, or is another than that of the admin', silent: 'the other side did not answer', lost: 'the line broke', 'not-admin': 'who answered is no admin of that office' }[fault] ?? 'the devices did not come to terms'}. Nothing has changed; ask the admin for a new code and try again with --join.`,
  noOfficeYet:
    'This folder belongs to no office yet: the desk only lets devices meet and passes on. To let it keep what the office has, open a person under "Office", "People", invite it there, and start it with --join.',
  howToStop: 'Press Ctrl+C to stop.',
  stopping: 'Stopping…',
  notRenewed: (message) => `The certificate was not renewed; trying again in an hour: ${message}`,
  serviceLinux:
    '# Save as /etc/systemd/system/guiju-desk.service, then: systemctl daemon-reload && systemctl enable --now guiju-desk',
  serviceMac:
    '<!-- Save as ~/Library/LaunchAgents/guiju.desk.plist, then: launchctl load -w ~/Library/LaunchAgents/guiju.desk.plist -->',
  serviceWindows:
    'REM Run the next line as administrator (it asks for the password); to undo: schtasks /Delete /TN "Guiju desk". In Task Scheduler, switch off “Stop the task if it runs longer than”.',
  needBackupFile: 'Say with --out to which file the backup goes.',
  needBackup: 'Say which one backup to restore.',
  backedUp: (file, bytes) => `Backed up to ${file} (${bytes} bytes); it was read again and is whole.`,
  backupDamaged: (bytes) =>
    `${bytes} bytes are damaged in the folder, and in the backup as well; everything else is whole.`,
  backupHasKeys:
    'The file holds the keys of this device: whoever has it can pass for the device. Only its owner can read it (0600); keep it in a safe place.',
  fileExists: (file) => `This file exists and is not written over: ${file}`,
  noBase: (folder) => `There is no base in this folder: ${folder}`,
  folderNotEmpty: (folder) => `A backup is restored to an empty folder only, and this one is not: ${folder}`,
  badBackup: 'This is no backup, or it was changed or cut off. Nothing was restored.',
  restored: (folder) =>
    `Restored to ${folder}, and opened to see that it is whole. It is the same device as the old folder: do not use that any more, or the two will contradict each other in what they sign.`,
  portTaken: (port) =>
    `Port ${port} is taken. Close the program that uses it, or choose another with --port.`,
  imported: (rules, editions, articles, ms) =>
    `${rules} new texts, ${editions} editions, ${articles} articles in ${ms} ms.`,
  refused: (n) => `${n} files were not imported:`,
  problem: {
    empty: 'the file is empty',
    'too-large': 'the file is too large',
    binary: 'this is not a text file',
    'not-text': 'its encoding is not known',
    'format-later': 'this format cannot be read yet',
    'format-unknown': 'this format is not known',
    classified: 'bears a mark of classification; refused, nothing of it was kept',
    'no-body': 'it holds no text',
    'front-matter': 'its front matter is not well formed',
    'zip-damaged': 'the archive is damaged',
    'zip-encrypted': 'the archive has a password',
    'zip-too-large': 'unpacked, the archive is too large',
    'zip-too-many': 'the archive holds too many files',
    'zip-nested': 'an archive within the archive',
    'zip-path': 'an unsafe path within the archive',
    unreadable: 'the file cannot be read',
    unexpected: 'something unexpected happened',
  },
  nothing: 'Nothing found.',
  validity: {
    inForce: 'in force',
    notYet: 'not yet in force',
    amended: 'amended',
    repealed: 'repealed',
    expired: 'expired',
    unofficial: 'not issued',
    undated: 'date unknown',
  },
  locked: 'Another program is using this folder.',
  newer:
    'This folder was made by a newer version of Guiju and cannot be opened by this one. It was not touched.',
  needProof: 'Say which one file to verify.',
  register: registerPageWords('en'),
  proven: 'Verified.',
  notProven: (why) => `Not verified: ${why}.`,
  proofFault: {
    malformed: 'it is no proof file, or damaged, or made by a newer version of Guiju',
    'other-office': 'it holds signatures of another office',
    signature: 'a signature does not fit',
    incomplete: 'signatures that are needed are missing',
    text: 'the text is not the one that was signed',
    'not-official': 'the signature is good, but who signed had no right to issue',
    withdrawn: 'this edition was issued and then withdrawn',
    disputed: 'another edition was issued at the same time and nobody has decided yet',
    seal: 'the file was changed after it was made',
  },
  proofRefusal: {
    'device-unknown': 'The device is in no roster.',
    'device-revoked': 'The device had been revoked.',
    'no-role': 'Who signed does not have the role of a publisher.',
  },
  proofLines: ({ content, office, signedBy, at, edition, roster }) => [
    `《${content.title}》${content.docNo ?? ''}`,
    `Office: ${office.name}`,
    `Fingerprint: ${office.fingerprint} (compare it with what you have from the office)`,
    `Signed by: ${[signedBy.member, signedBy.unit, signedBy.device].filter(Boolean).join(', ')}`,
    `Signed at: ${new Date(at).toISOString()} (by the device’s own clock)`,
    `Roster: ${roster.epoch === 0 ? 'as at the founding' : `change ${roster.epoch}`}, signed by ${roster.signedBy.join(', ')}`,
    `Edition: ${edition}`,
  ],
  proofEnds: (on) => `When the file was made, it was already signed that the text ends on ${on}.`,
  proofFollowed: 'When the file was made, a newer edition had been issued.',
  proofLimits: (on) =>
    `The file knows nothing of what came after ${on}: amendments, repeals, withdrawals, revoked keys.`,
  proofUnsigned:
    'No device has signed the file as a whole: believe this command, not what a browser shows of it.',
  failed: (message) => `Not finished: ${message}. Everything saved before is safe.`,
};

export type DeskWords = typeof zh;

/** @param env where the language of the terminal stands, as in `process.env` */
export function deskWords(env: Record<string, string | undefined>): DeskWords {
  const language =
    env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || Intl.DateTimeFormat().resolvedOptions().locale;
  return language.toLowerCase().startsWith('zh') ? zh : en;
}
