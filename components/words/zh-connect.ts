import type { JoinFault, Standing } from '../../src/engine/connect-protocol.ts';
import type { Ending } from '../../src/sync/ending.ts';
import type { InvitationFault } from '../../src/sync/invitation.ts';
import type { Way } from '../../src/sync/neighbours.ts';

/** What there is of each kind; of what there is none, nothing. */
function counted(texts: number, others: number, entries = 0): string {
  const say = (n: number, of: string): string => (n === 0 ? '' : `${n.toLocaleString('zh-CN')} ${of}`);
  return [say(texts, '件文本'), say(others, '份其他内容'), say(entries, '条记录')].filter(Boolean).join('、');
}

/** Words of other devices in Chinese: how this one stands with them, joining, files that are carried. */
export const zhConnect = {
  connectionsTitle: '设备与同步',
  connectionsParts: { devices: '其他设备', invitations: '邀请', direct: '直连', bundles: '信使包与备份' },
  calledHere: '单位名册里，这台设备叫',
  copiesWhere: '别的设备有没有这些内容，见',
  justNow: '刚刚',

  // How this device stands, in the header and on its page
  standingWord: {
    apart: () => '未加入单位',
    outside: () => '未加入单位',
    revoked: () => '已吊销',
    doubted: () => '可能已吊销',
    alone: (_: number, others: number) => (others === 0 ? '只有本机' : '未连上'),
    receiving: (n: number) => (n === 0 ? '正在接收' : `正在接收 ${n.toLocaleString('zh-CN')} 项`),
    agreed: () => '已一致',
  } satisfies Record<Standing, unknown> as Record<Standing, (outstanding: number, others: number) => string>,
  standingSpoken: {
    apart: '未加入单位',
    outside: '未加入单位',
    revoked: '这台设备已吊销',
    doubted: '单位可能已吊销这台设备',
    alone: '没有连上别的设备',
    receiving: '正在接收',
    agreed: '已与别的设备一致',
  },
  standingLong: {
    apart: () => '这台设备还没有加入单位，没有要与它保持一致的设备。',
    outside: () => '这台设备还不是单位的设备，收不到、也传不出内容。',
    revoked: () => '单位已吊销这台设备：写的内容传不出去，也收不到别处的。请找管理员。',
    doubted: () =>
      '单位可能已吊销这台设备：有别的设备这样告诉它，并断开了连接。写的内容都存在本机，但传不出去。请找管理员。',
    alone: (_: number, __: number, others: number) =>
      others === 0
        ? '单位里还没有别的设备。内容只存在本机。'
        : '现在没有连上别的设备。改动都存在本机，连上后自动补齐。',
    receiving: (n: number) =>
      n === 0
        ? '正在与别的设备核对。已收到的都已存好。'
        : `正在接收，还差 ${n.toLocaleString('zh-CN')} 项。已收到的都已存好。`,
    agreed: (_: number, inLine: number) => `与连着的 ${inLine} 台设备内容一致。`,
  } satisfies Record<Standing, unknown> as Record<
    Standing,
    (outstanding: number, inLine: number, others: number) => string
  >,
  rejoinHelp: '要继续用这台设备，请管理员发一个新的邀请，用邀请码重新加入。本机的内容都还在。',
  rejoin: '用邀请码重新加入',
  inLine: (n: number) => `${n} 台`,
  inLineSpoken: (n: number) => `连着 ${n} 台设备`,
  notOfOffice: (office: string) =>
    `这台设备里有“${office}”的内容，但它还不是单位的设备，收不到、也传不出内容。`,
  notOfOfficeHelp: '请管理员发一个邀请，用邀请码加入。已经加入、还差其他管理员签名的，签好后自动开始。',
  standingDeskAway: '连不上服务台，所以没有连上别的设备。改动都存在本机，连上后自动补齐。',
  tryNow: '现在重试',
  deskTried: '刚刚试过，仍连不上服务台。',
  triedPresent: '已再次呼叫在线的设备。',
  triedNobody: '现在没有别的设备在线。',

  // The desk
  deskTitle: '服务台',
  deskState: {
    none: '这个页面不是从服务台打开的，找不到别的设备。可以用直连码连接，或用信使包传递；也可以改从单位服务台的地址打开。',
    connecting: '正在连接服务台……',
    open: '已连上服务台，设备通过它互相找到。',
    waiting: '没有连上服务台，过一会儿自动再试。',
  },
  deskSince: '接通：',
  deskTrying: '开始尝试：',
  deskIsDevice: '服务台自己也存一份：别的设备都关着时，也能从它那里接收。',
  deskOnlyPasses: '服务台只负责转接，看不到内容，也不保存。',
  because: (why: string) => `原因：${why}`,
  deskLost: '服务台没有开，或网络断了。',

  // The other devices
  noOthers: '还没有别的设备。',
  noOthersHelp: '管理员在“单位”里打开一个人，就能邀请这个人的手机或电脑。',
  peerMine: '我的设备',
  peerWay: {
    direct: '同一网络内直连',
    relay: '经服务台转接',
    desk: '服务台',
  } satisfies Record<Way, string> as Record<Way, string>,
  peerMeeting: '正在核对',
  peerReceiving: (n: number) => (n === 0 ? '正在接收' : `还差 ${n.toLocaleString('zh-CN')} 项`),
  peerAgreed: '内容一致',
  peerPresent: '在线，正在接通',
  peerUnmet: '在线，但没有接通',
  peerAside: '在线，没有直接相连',
  unmetHelp: '在线的设备没有接通。对方可能还不认识这台设备：请写一个信使包，带给对方打开。',
  peerRefuses: '在线，不再与这台设备交换',
  peerAway: '没有连上',
  peerSince: '接通：',
  peerHeard: '最近联系：',
  peerNeverHeard: '还没有联系过',
  peerConnected: '现在连着',
  peerHadAll: '上次完全一致：',
  peerNeverHadAll: '还没有完全一致过',
  lastEnded: (why: string) => `上次断开：${why}`,
  ended: {
    closed: '一方关闭了应用。',
    lost: '对方关闭了，或网络断了。',
    silent: '很久没有回应。',
    stranger: '对方无法证明属于本单位，没有交换任何内容。',
    version: '两边的应用版本不同。请把两台设备都刷新到最新版本。',
    revoked: '对方说本机已吊销，或本机所属人员已离开。',
    malformed: '传来的内容无法识别，已停下，没有采用。',
    'too-large': '传来的内容太大，已停下，没有采用。',
    'too-many': '一次索取或传来的太多，已停下。已收到的都在。',
    'not-entitled': '涉及对方无权看或无权改的内容，已停下，没有采用。',
    replaced: '换成了同一台设备新的连接。',
    storage: '本机读写出错。已保存的都在，请到“本机”页看存储用量。',
  } satisfies Record<Ending, string> as Record<Ending, string>,
  copiesKnown: (agreed: number, others: number, days: readonly string[]) =>
    agreed === 0
      ? `除本机外，单位有 ${others} 台设备，还没有一台与本机完全一致过。`
      : `除本机外，单位有 ${others} 台设备，其中 ${agreed} 台与本机完全一致过，最近一次在 ${days.join('至')}。`,
  onlyHereCount: (texts: number, others: number) => `有 ${counted(texts, others)}只有本机有`,
  onlyHereText: '只有本机有，别的设备还没有收到。',
  onlyHereHelp:
    '别的设备还没有收到，也不在任何信使包里。这台设备坏了就没有了。请连上一台设备，或写一个信使包存到 U 盘。',
  bundleWriteGo: '去写信使包',

  // An invitation, on the admin's screen
  inviteOwn: '添加我的手机或电脑',
  inviteOther: '邀请设备',
  inviteHelp: (name: string) =>
    `生成一个邀请码，给${name}要用的那台设备。只能用一次，加入时还要您当面核对数字。`,
  inviteOwnHelp: '生成一个邀请码，给您的另一台设备用。只能用一次，加入时两边要核对数字。',
  inviteOnce: '邀请码只显示这一次，离开这一页就看不到了。',
  inviteUntil: (at: string) => `有效到 ${at}`,
  inviteExpires: (at: string) => `有效到 ${at}，只能用一次。`,
  inviteCode: '邀请码',
  inviteLink: '邀请链接',
  inviteQr: '邀请链接的二维码',
  inviteSteps: [
    '在新设备上扫二维码、打开链接，或打开“规矩”的“单位”，点“我有邀请码，加入已有的单位”，再输入邀请码。',
    '这台设备先不要关。新设备来了，页面上方会有提示。',
    '两边显示同样的六位数字，您确认后签名，设备就加入了。',
  ],
  inviteOnlyHere:
    '现在的地址只有本机能打开。请在新设备上打开单位服务台的地址，打开“单位”，点“我有邀请码，加入已有的单位”，再输入邀请码。',
  copyCode: '复制邀请码',
  copyLink: '复制链接',
  copyByHand: '浏览器不允许复制，请选中后手动复制。',
  invitationCancel: '取消邀请',
  invitationDrop: '从列表删去',
  invitationState: {
    open: '等待使用',
    used: '已经用过',
    expired: '已过期',
    'too-many-tries': '试的次数太多，已停用',
  } satisfies Record<'open' | InvitationFault, string> as Record<'open' | InvitationFault, string>,
  invitationFor: (name: string) => `给${name}的邀请`,
  invitationsOpen: '已发出的邀请',
  invitationsNone: '没有还在等待使用的邀请。',
  invitationsNew: '发出邀请',
  invitationsNewHelp: '邀请同事的设备，请在人员名册里打开这个人。',
  invitationsAdminOnly: '只有管理员能邀请设备。要添加您的手机或电脑，请找管理员。',
  toPeople: '打开人员名册',

  // Two devices compare digits
  asksToJoin: (member: string, device: string) => `${member}的“${device}”请求加入`,
  compareDigits: '核对数字',
  admitTitle: '接纳新设备',
  admitCompareHelp: '请当面或打电话核对：新设备上显示的是不是同样的六位数字？',
  joinCompareHelp: '请当面或打电话核对：管理员的屏幕上是不是同样的六位数字？',
  digitsSame: '相同',
  digitsDiffer: '不同',
  digitsDiffered: (member: string, device: string) =>
    `${member}的“${device}”没有加入：两边数字不同，可能有人冒充。请取消这个邀请，当面重新邀请。`,
  digitsDifferedWhy: '查看',
  admitWaiting: '您已确认相同，正在等对方也确认。',
  admitSending: '已签名，正在把单位名册发给新设备……',
  admitDone: (device: string, member: string) => `“${device}”已加入，归在${member}名下。`,
  admitOver: '这次加入已经结束，或没有这回事。',
  admitFailed: '没有加入',
  admitSafe: '没有设备因此看到单位的内容。人员页里如果已经多出这台设备，再邀请它一次即可。',
  joinFailed: '没有加入',
  joinSafe: '这台设备上的内容没有变化。',
  pairingFault: {
    'digits-differ': () =>
      '两边的数字不同，已经停下。可能接到了别的设备，也可能有人在中间冒充。这个邀请应当取消，当面重新邀请。',
    unwanted: (byHere: boolean) => (byHere ? '您取消了这次加入。' : '对方取消了这次加入。'),
    failed: (byHere: boolean) =>
      byHere
        ? '本机没能签名或保存。请看“本机”页的存储用量，再试一次。'
        : '对方的设备没能签名或保存。请对方看过后再试一次。',
    taken: (byHere: boolean) =>
      byHere
        ? '其间另一台设备已用这个邀请加入，没有为这一台签名。如果不认得那台设备，请吊销它。'
        : '另一台设备正在用这个邀请加入，或已经加入。如果那不是您，请告诉管理员选“不同”并取消这个邀请。',
    revoked: (byHere: boolean) =>
      byHere
        ? '这台设备已被吊销，原来的密钥不能再加入。请在那台设备上点“再试一次”，它会作为新设备申请，上面的内容都在。'
        : '这台设备已被吊销，原来的密钥不能再加入。请点“再试一次”，它会作为新设备申请，上面的内容都在。',
    'other-member': (byHere: boolean) =>
      byHere
        ? '名册里这台设备归在别人名下。请先在那里吊销它，再试一次。'
        : '名册里这台设备归在别人名下。请管理员先在那里吊销它，再试一次。',
    'not-revoked': () => '这台设备没有被吊销，仍属于这个单位。请管理员吊销刚才为它新签的那一台。',
    lost: () => '中途断开了。请两边都连上网络后再试一次。',
    silent: () => '等了太久，对方没有回应。请两边都打开这一页再试一次。',
    version: () => '两边的应用版本不同。请把两台设备都刷新到最新版本再试。',
    code: () => '邀请码不对，或已经用过、过期，需要重新邀请。',
    malformed: () => '收到的内容无法识别，已经停下。请把两台设备都刷新后再试一次。',
    'same-device': () => '两边是同一台设备。请在要加入的那台设备上打开邀请。',
    'not-admin': () => '回应的一方不是这个单位的管理员，已经停下。请直接问管理员。',
    'other-office': () => '这个邀请属于别的单位；这台设备上已有另一个单位的内容，不能加入。请核对邀请码。',
    'no-desk': () =>
      '这个页面不是从服务台打开的，或服务台没有回应。请改从单位服务台的地址打开，或改用文件、直连码加入。',
    'nobody-there': () =>
      '没有找到发出邀请的设备。请管理员打开“规矩”并连上服务台，再试一次。也可能邀请码已用过、过期或取消了：请管理员看“设备与同步”的“邀请”，重新邀请。',
  } satisfies Record<JoinFault, (byHere: boolean) => string> as Record<
    JoinFault,
    (byHere: boolean) => string
  >,
  leaveIt: '取消',
  understood: '知道了',

  // Joining, on the new device
  joinTitle: '加入单位',
  joinHelp: '输入管理员给的邀请码。从链接或二维码打开的，已经填好。',
  joinHave: '我有邀请码，加入已有的单位',
  joinCode: '邀请码（26 位，不分大小写）',
  joinAction: '加入',
  joinSeeking: '正在找管理员的设备……',
  joinSeekingHelp: '请管理员打开“规矩”，并连上同一个服务台。最多等一分钟。',
  joinWaiting: '您已确认相同，正在等管理员确认并签名。',
  joinDone: (member: string) => `欢迎，${member}`,
  joinDoneIn: (office: string) => `这台设备已加入“${office}”。`,
  joinAwaitingIn: (office: string) => `管理员已签名，让这台设备加入“${office}”。`,
  joinAwaiting: '还要其他管理员签名才算数。签好以后会自动开始接收，不用守着。',
  joinFingerprintHelp:
    '请与单位公布在纸上的指纹，或管理员“单位”页上的指纹核对：单凭答复文件，看不出是谁写的。不一样就不要使用这台设备上的内容，并告诉管理员。',
  joinOwnTexts: (n: number) =>
    `这台设备上已有 ${n.toLocaleString('zh-CN')} 件文本。加入后，它们会全部传给单位里别的设备，全单位都能看到，一件也不能留着不传。不想这样，请换一台设备加入。`,
  joinSoon: '接下来会自动从别的设备接收内容。',
  joinStart: '开始使用',
  joinAgain: '再试一次',
  joinRevoked: '这台设备已被吊销，又收到了邀请',
  joinRevokedHelp:
    '它会用新的密钥，作为新设备加入。上面的内容都在；别的设备没有的，会像其他设备一样传过去。如果它没有被吊销，这里什么也不会变。',
  joinAnew: '这台设备已被吊销，作为新设备申请',
  joinAlready: (office: string) => `这台设备已经属于“${office}”，不能再加入别的单位。`,
  deviceKinds: {
    windows: 'Windows 电脑',
    mac: 'Mac 电脑',
    linux: 'Linux 电脑',
    phone: '手机',
    tablet: '平板',
  },
  joinByFile: '没有网络：用文件加入',
  joinByFileHelp: '生成一个请求文件，用 U 盘交给管理员；管理员核对数字、签名后给您一个答复文件，在这里打开。',
  makeRequest: '生成请求文件',
  requestDigitsHelp: '文件已下载。请把这十二位数字当面或打电话告诉管理员：',
  requestKept: (device: string, at: string) =>
    `“${device}”的请求文件生成于 ${at}，在等管理员的答复。请把这十二位数字当面或打电话告诉管理员：`,
  requestLost: '请求文件找不到了，就重新生成一个；数字会跟着换。',
  answerFileWanted: '这里要的是管理员给的答复文件，名字以 .guiju-answer 结尾。找不到的，请管理员再签一次。',
  answerNotAsked:
    '这台设备没有在等答复的请求，打不开答复文件。没有改动任何内容；请先在上面生成请求文件，交给管理员。',
  answerFile: '答复文件',
  takeAnswer: '打开答复文件',
  joinByCode: '有网络、没有服务台：用直连码加入',
  joinByCodeHelp: '请管理员在“设备与同步”的“直连”里选“接纳新设备”，把直连码发给您。',
  joinWaits: '管理员的设备已找到，请核对数字',

  // A direct line by codes that people carry
  offerOfOther: '对方发来的直连码',
  makeReply: '生成回复码',
  replyHelp: '请把这段回复码发回给对方，对方填入后自动接通：',
  copyReply: '复制回复码',
  offerQr: '直连码的二维码',
  replyQr: '回复码的二维码',
  codeQrHelp: '二维码里就是这段文字。“规矩”里没有扫码：请用手机自带的相机读出来，再粘贴到“规矩”里。',

  // A request file, on the admin's screen
  requestTitle: '处理请求文件',
  requestHelp: '新设备没有网络时，会带来一个请求文件。核对数字、签名后，把答复文件带回去。',
  requestFile: '请求文件',
  requestFileWanted:
    '这里要的是新设备生成的请求文件，名字以 .guiju-request.json 结尾。找不到的，请在新设备上重新生成。',
  requestOtherInvitation:
    '这个请求文件用的邀请码不是从这台设备发出的，或者已经取消。没有签名；请在发出邀请的那台设备上打开，或重新邀请。',
  openRequest: '打开请求文件',
  requestCompare: '请当面或打电话核对：新设备上是不是同样的十二位数字？',
  requestSign: '相同，签名并生成答复文件',
  requestSigned: '已签名，答复文件已下载。请带回新设备，在“加入单位”里打开。',
  requestRefused: '数字不同，没有签名。这个文件可能被换过；请取消这个邀请，当面重新邀请。',

  directHelp:
    '两台设备在同一网络里、但没有服务台时，互换一段直连码就能接通。可以用内部邮件、聊天或 U 盘传递。',
  directStart: '从这台设备开始',
  directMeet: '连接单位里的设备',
  directAdmit: '接纳新设备',
  directAdmitHelp: '接纳新设备前，请先发出邀请。',
  offerHelp: '把这段直连码发给对方，十分钟内填入对方发回的回复码：',
  copyOffer: '复制直连码',
  replyOfOther: '对方发回的回复码',
  directConnect: '接通',
  directDone: '已接通。新设备接通后，页面上方会提示核对数字。',
  directDoneMeet: '已接通，正在与对方核对内容。',
  directAnswer: '对方已经开始',
  directAnswerHelp: '把对方发来的直连码粘贴在这里，会生成一段回复码。',

  // Bundles and backup
  bundleWriteTitle: '写信使包',
  bundleWriteHelp: '信使包是一个加密的文件，用 U 盘或邮件把本机的内容带给单位里别的设备。外人打不开。',
  bundleWhat: '带哪些内容',
  bundleAll: '全部',
  bundleSince: '某天以后的',
  bundleDay: '从哪天起',
  bundleFor: '给谁',
  bundleForAll: '全单位',
  bundleForSome: '只给选中的人',
  bundleMembers: '选人',
  bundleMembersNone: '请至少选一个人。',
  bundleMake: '生成信使包',
  bundleMade: (name: string, texts: number, others: number, entries: number) =>
    `已下载 ${name}，${texts + others + entries === 0 ? '里面没有内容' : `内有 ${counted(texts, others, entries)}`}。`,
  bundleKeep: '请把它存到 U 盘或交给对方：留在这台电脑上，就不算多一份。',
  bundleWithout: (names: string) => `这些设备还没有与单位联系过，打不开这个包：${names}`,
  bundleOpenTitle: '打开信使包',
  bundleOpenHelp: '可以重复打开同一个包，已有的不会重复存。',
  bundleFile: '信使包文件',
  bundleOpen: '打开信使包',
  bundleFrom: (name: string, at: string) => `${name}写于 ${at}。`,
  bundleNew: (texts: number, others: number, entries: number) =>
    texts + others + entries === 0
      ? '没有新内容，本机都有了。'
      : `新增或更新 ${counted(texts, others, entries)}，已存好。`,
  bundleKnown: '其余的本机已有。',
  bundleWaiting: (n: number) => `${n.toLocaleString('zh-CN')} 条记录在等它们所依据的记录，到齐后自动处理。`,
  bundleRefused: (n: number) => `${n.toLocaleString('zh-CN')} 项没有采用：已损坏，或对方无权发来。`,
  bundleClosed: (n: number) => `${n.toLocaleString('zh-CN')} 部分不是给这台设备的，没有打开。`,
  backupTitle: '备份',
  backupHelp:
    '把本机的全部内容存成一个用口令加密的文件。文件和口令分开保管；本机坏了，可以在空的设备上用它找回。',
  backupMake: '生成备份文件',
  backupMade: (name: string) => `已下载 ${name}。请存到别的盘，并记住口令。`,
  backupFile: '备份文件',
  backupRestoreTitle: '从备份找回',
  backupRestoreHelp: '在还没有内容的设备上，用备份文件和口令找回。也有恢复文件的，先备份、后恢复文件。',
  backupRestore: '找回',
  backupRestored: (office: string) => `已找回“${office}”的内容。`,
};
