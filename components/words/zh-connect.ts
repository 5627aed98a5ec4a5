import type { Ending } from '../../src/sync/ending.ts';
import type { Way } from '../../src/sync/neighbours.ts';

/** Words of other devices in Chinese: how this one stands with them, joining, files that are carried. */
export const zhConnect = {
  connectionsTitle: '设备与同步',
  connectionsParts: { devices: '其他设备', invitations: '邀请', direct: '直连', bundles: '信使包与备份' },
  copiesWhere: '别的设备有没有这些内容，见',
  justNow: '刚刚',

  // How this device stands, in the header and on its page
  standingWord: {
    apart: () => '未加入单位',
    alone: (_: number, others: number) => (others === 0 ? '只有本机' : '未连上'),
    receiving: (n: number) => (n === 0 ? '正在接收' : `正在接收 ${n.toLocaleString('zh-CN')} 项`),
    agreed: () => '已一致',
  } as Record<'apart' | 'alone' | 'receiving' | 'agreed', (outstanding: number, others: number) => string>,
  standingSpoken: {
    apart: '未加入单位',
    alone: '没有连上别的设备',
    receiving: '正在接收',
    agreed: '已与别的设备一致',
  },
  standingLong: {
    apart: () => '这台设备还没有加入单位，没有要与它保持一致的设备。',
    alone: (_: number, __: number, others: number) =>
      others === 0
        ? '单位里还没有别的设备。内容只存在本机。'
        : '现在没有连上别的设备。改动都存在本机，连上后自动补齐。',
    receiving: (n: number) =>
      n === 0
        ? '正在与别的设备核对。已收到的都已存好。'
        : `正在接收，还差 ${n.toLocaleString('zh-CN')} 项。已收到的都已存好。`,
    agreed: (_: number, inLine: number) => `与连着的 ${inLine} 台设备内容一致。`,
  } as Record<
    'apart' | 'alone' | 'receiving' | 'agreed',
    (outstanding: number, inLine: number, others: number) => string
  >,
  inLine: (n: number) => `${n} 台`,
  inLineSpoken: (n: number) => `连着 ${n} 台设备`,
  tryNow: '现在重试',

  // The desk
  deskTitle: '服务台',
  deskState: {
    none: '这个页面不是从服务台打开的，找不到别的设备。可以用直连码连接，或用信使包传递；也可以改从单位服务台的地址打开。',
    connecting: '正在连接服务台……',
    open: '已连上服务台，设备通过它互相找到。',
    waiting: '没有连上服务台，过一会儿自动再试。',
  },
  deskIsDevice: '服务台自己也存一份：别的设备都关着时，也能从它那里接收。',
  deskOnlyPasses: '服务台只负责转接，看不到内容，也不保存。',
  because: (why: string) => `原因：${why}`,

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
  peerAway: '没有连上',
  peerSince: '接通：',
  peerHeard: '最近联系：',
  peerNeverHeard: '还没有联系过',
  peerHadAll: '上次完全一致：',
  peerNeverHadAll: '还没有完全一致过',
  lastEnded: (why: string) => `上次断开：${why}`,
  ended: {
    closed: '一方关闭了应用。',
    lost: '网络中断。',
    silent: '很久没有回应。',
    stranger: '对方无法证明属于本单位，没有交换任何内容。',
    version: '两边的应用版本不同。请把两台设备都刷新到最新版本。',
    revoked: '设备已吊销，或所属人员已离开。',
    malformed: '传来的内容无法识别，已停下，没有采用。',
    'too-large': '传来的内容太大，已停下，没有采用。',
    'too-many': '一次索取或传来的太多，已停下。已收到的都在。',
    'not-entitled': '涉及对方无权看或无权改的内容，已停下，没有采用。',
    replaced: '换成了同一台设备新的连接。',
    storage: '本机读写出错。已保存的都在，请到“本机”页看存储用量。',
  } satisfies Record<Ending, string> as Record<Ending, string>,
  onlyHereCount: (n: number) => `有 ${n.toLocaleString('zh-CN')} 份内容只有本机有`,
  onlyHereHelp:
    '别的设备还没有收到，也不在任何信使包里。这台设备坏了就没有了。请连上一台设备，或写一个信使包存到 U 盘。',
  bundleWriteGo: '去写信使包',
};
