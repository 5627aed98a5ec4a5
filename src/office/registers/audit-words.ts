import type { Means, ReadingLevel, RelayAct } from '../../ledger/circulation-acts.ts';
import type { EditionChange, Role } from '../../ledger/entry.ts';
import type { AuditKind, AuditRefusal } from './audit-line.ts';
import type { RegisterForm, RegisterLanguage } from './register.ts';

/** What the audit trail says of entries, in the two languages of the app. */
const zh = {
  kinds: {
    genesis: '建立单位',
    roster: '名册改动',
    'sign-off': '同意名册改动',
    publish: '签发',
    repeal: '废止',
    withdraw: '撤回',
    circulate: '发起传阅',
    acknowledge: '阅知',
    relay: '传达',
    exempt: '免阅',
    close: '结束传阅',
    consult: '征求意见',
    'consult-close': '征求意见截止',
    'consult-feedback': '反馈意见采纳情况',
    calendar: '工作日历',
    export: '导出',
    checkpoint: '见证',
    key: '设备密钥',
    other: '其他',
  } satisfies Record<AuditKind, string> as Record<AuditKind, string>,
  refusals: {
    'device-unknown': '无效：名册里没有这台设备',
    'device-revoked': '无效：设备已吊销',
    'no-role': '无效：没有这项职责',
    'too-few': '未生效：签名的管理员不够',
    removed: '无效：签名人已被另一位管理员移出',
  } satisfies Record<AuditRefusal, string> as Record<AuditRefusal, string>,
  changes: {
    first: '首次发布',
    erratum: '勘误',
    revision: '修订',
    registered: '登记原有文本',
  } satisfies Record<EditionChange, string> as Record<EditionChange, string>,
  levels: { received: '签收', read: '阅知', studied: '学习' } satisfies Record<
    ReadingLevel,
    string
  > as Record<ReadingLevel, string>,
  means: {
    proxy: '代为确认',
    paper: '纸质签名',
    package: '离线阅签包',
    meeting: '会议传达',
  } satisfies Record<Means, string> as Record<Means, string>,
  how: { meeting: '会议', group: '工作群', board: '公告栏', other: '其他方式' } satisfies Record<
    RelayAct['how'],
    string
  > as Record<RelayAct['how'], string>,
  roles: {
    admin: '管理员',
    publisher: '发布人',
    editor: '编辑',
    reviewer: '审核',
    supervisor: '督查',
    liaison: '联络员',
    member: '成员',
  } satisfies Record<Role, string> as Record<Role, string>,
  forms: {
    incoming: '收文登记簿',
    slip: '文件传阅单',
    receipts: '签收册',
    missing: '未阅知人员名单',
    audit: '操作记录',
    history: '个人阅知记录',
    package: '离线阅签包',
  } satisfies Record<RegisterForm | 'audit' | 'package', string> as Record<
    RegisterForm | 'audit' | 'package',
    string
  >,
  document: (title: string) => `《${title}》`,
  list: '、',
  clause: '；',
  more: (n: number) => `等，另有 ${n} 项`,
  repealOn: (title: string, on: string) => `${title}，${on} 起`,
  due: (on: string) => `限 ${on} 前`,
  closes: (on: string) => `截止 ${on}`,
  answers: (n: number) => `反馈 ${n} 份`,
  ofUnit: (unit: string) => `${unit} 签收`,
  forOthers: (names: string, means: string, reason: string) => `代 ${names}（${means}）：${reason}`,
  remark: (text: string) => `附言：${text}`,
  relayed: (unit: string, how: string, on: string, attended: number, should: number) =>
    `${unit}，${how}，${on}，应到 ${should} 人，实到 ${attended} 人`,
  year: (year: number) => `${year} 年`,
  file: (hash: string) => `文件 SHA-256 ${hash}`,
  office: (name: string, threshold: number) =>
    [name === '' ? '' : `单位名称“${name}”`, threshold > 0 ? `名册改动要 ${threshold} 位管理员签名` : '']
      .filter(Boolean)
      .join('，'),
  unit: (name: string, isClosed: boolean) => (isClosed ? `撤销处室“${name}”` : `处室“${name}”`),
  post: (name: string, isClosed: boolean) => (isClosed ? `撤销岗位“${name}”` : `岗位“${name}”`),
  member: (name: string) => `人员资料：${name}`,
  grant: (name: string, roles: string) => `授予${name}：${roles}`,
  remove: (name: string, roles: string) => `取消${name}：${roles}`,
  left: (name: string, on: string) => `${name}于 ${on} 离开`,
  device: (member: string, name: string) => `${member}的设备“${name}”`,
  revoke: (name: string) => `吊销设备“${name}”`,
  accept: (name: string) => `认可已吊销设备“${name}”此前的签名`,
  columns: {
    at: '时间（设备时钟）',
    before: '见证不晚于',
    who: '签名人',
    device: '设备',
    kind: '类别',
    what: '内容',
    refused: '效力',
    entry: '记录编号',
  },
  title: '操作记录',
  valid: '有效',
};

const en: typeof zh = {
  kinds: {
    genesis: 'Office founded',
    roster: 'Roster changed',
    'sign-off': 'Roster change agreed',
    publish: 'Issued',
    repeal: 'Repealed',
    withdraw: 'Taken back',
    circulate: 'Circulated',
    acknowledge: 'Acknowledged',
    relay: 'Passed on',
    exempt: 'Exempted',
    close: 'Circulation closed',
    consult: 'Opinions asked for',
    'consult-close': 'Opinions closed',
    'consult-feedback': 'Opinions answered',
    calendar: 'Days off',
    export: 'Exported',
    checkpoint: 'Seen',
    key: 'Key of a device',
    other: 'Other',
  },
  refusals: {
    'device-unknown': 'without effect: the device is in no roster',
    'device-revoked': 'without effect: the device had been revoked',
    'no-role': 'without effect: no such right',
    'too-few': 'not in effect: too few admins have signed',
    removed: 'without effect: the signer had been removed by another admin',
  },
  changes: {
    first: 'first edition',
    erratum: 'erratum',
    revision: 'revision',
    registered: 'official from of old',
  },
  levels: { received: 'receipt', read: 'read', studied: 'studied' },
  means: { proxy: 'by proxy', paper: 'on paper', package: 'read-and-sign package', meeting: 'at a meeting' },
  how: { meeting: 'meeting', group: 'chat group', board: 'notice board', other: 'otherwise' },
  roles: {
    admin: 'Admin',
    publisher: 'Publisher',
    editor: 'Editor',
    reviewer: 'Reviewer',
    supervisor: 'Supervisor',
    liaison: 'Liaison officer',
    member: 'Member',
  },
  forms: {
    incoming: 'register of incoming documents',
    slip: 'circulation slip',
    receipts: 'register of receipts',
    missing: 'list of those missing',
    audit: 'audit trail',
    history: 'own acknowledgements',
    package: 'read-and-sign package',
  },
  document: (title) => `《${title}》`,
  list: ', ',
  clause: '; ',
  more: (n) => `and ${n} more`,
  repealOn: (title, on) => `${title} from ${on}`,
  due: (on) => `due ${on}`,
  closes: (on) => `until ${on}`,
  answers: (n) => `${n} answered`,
  ofUnit: (unit) => `received by ${unit}`,
  forOthers: (names, means, reason) => `for ${names} (${means}): ${reason}`,
  remark: (text) => `remark: ${text}`,
  relayed: (unit, how, on, attended, should) => `${unit}, ${how}, ${on}, ${attended} of ${should} came`,
  year: (year) => String(year),
  file: (hash) => `file SHA-256 ${hash}`,
  office: (name, threshold) =>
    [
      name === '' ? '' : `name of the office "${name}"`,
      threshold > 0 ? `${threshold} admins must sign changes` : '',
    ]
      .filter(Boolean)
      .join(', '),
  unit: (name, isClosed) => (isClosed ? `close the unit ${name}` : `unit ${name}`),
  post: (name, isClosed) => (isClosed ? `close the post ${name}` : `post ${name}`),
  member: (name) => `details of ${name}`,
  grant: (name, roles) => `give ${name}: ${roles}`,
  remove: (name, roles) => `take from ${name}: ${roles}`,
  left: (name, on) => `${name} left on ${on}`,
  device: (member, name) => `device "${name}" of ${member}`,
  revoke: (name) => `revoke the device "${name}"`,
  accept: (name) => `accept what the revoked device "${name}" had signed`,
  columns: {
    at: 'Time (own clock)',
    before: 'Seen not later than',
    who: 'Signed by',
    device: 'Device',
    kind: 'Kind',
    what: 'What',
    refused: 'Effect',
    entry: 'Entry',
  },
  title: 'Audit trail',
  valid: 'in effect',
};

export type AuditWords = typeof zh;

export function auditWords(language: RegisterLanguage): AuditWords {
  return language === 'zh' ? zh : en;
}
