import type { ProofFault } from '../../ledger/judge-proof.ts';
import type { Refusal } from '../../ledger/roster-history.ts';

/** What the page of a proof says, in the two languages of the app. */
const zh = {
  title: (name: string) => `《${name}》核验证明`,
  valid: '核验通过',
  validMeaning: (office: string) => `下面的文本与“${office}”签发的版本一字不差。`,
  issued: (title: string, docNo: string, by: string, at: string) =>
    `《${title}》${docNo === '' ? '' : `（${docNo}）`}由${by}签发，签名时设备时钟为${at}。`,
  inForce: (on: string) => `${on}起施行。`,
  invalid: '核验未通过',
  /** Signed well, and yet not what holds. */
  ended: { withdrawn: '签发属实，但已撤回', disputed: '签发属实，但有冲突' },
  fault: {
    malformed: '文件已损坏，或由更新版本的规矩制作。什么也没有证明。',
    'other-office': '文件里混有另一个单位的签名。什么也没有证明。',
    signature: '签名与内容不符。什么也没有证明。',
    incomplete: '文件缺少核验所需的签名。什么也没有证明。',
    text: '文本与签发的版本不符。什么也没有证明。',
    'not-official': '签名属实，但签名的人没有签发的权限，不是本单位签发的版本。',
    withdrawn: '这个版本签发后又被撤回，不再是本单位的正式版本。',
    disputed: '同时签发了另一个版本，尚未裁定以哪个为准。',
    seal: '文件制作之后被改动过。什么也没有证明。',
  } satisfies Record<ProofFault, string>,
  refusal: {
    'device-unknown': '名册里没有这台设备。',
    'device-revoked': '这台设备已被停用。',
    'no-role': '签名的人没有发布人的职责。',
  } satisfies Record<Refusal, string>,
  withdrawnBy: (by: string, reason: string) => `撤回人：${by}${reason === '' ? '' : `。理由：${reason}`}`,
  compareHead: '请核对单位指纹',
  compare: '请与从该单位得到的指纹（墙上、公文或本人告知）逐组核对。指纹不同，就不是那个单位签发的。',
  ends: (on: string) => `制作本文件时，这件制度已定于 ${on} 起废止。`,
  followed: '制作本文件时，已另有更新的版本签发。',
  factsHead: '签发情况',
  office: '单位',
  fingerprint: '单位指纹',
  docNo: '文号',
  issuer: '发布机关',
  publishedOn: '发布日期',
  effectiveOn: '施行日期',
  expiresOn: '有效期至',
  signedBy: '签发人',
  device: '签名设备',
  at: '签发时间',
  claimed: (time: string) => `${time}（设备时钟所示）`,
  edition: '版本标识',
  roster: '名册',
  rosterText: (epoch: number, by: string) =>
    `${epoch === 0 ? '单位建立时' : `第 ${epoch} 次变更`}，由${by}签名`,
  exported: '文件制作',
  limits: '能证明与不能证明',
  limitsText: (on: string) =>
    `本文件能证明：持有该单位发布人密钥的设备签了这份文本。不能证明 ${on} 之后的事：此后的修改、废止、撤回和密钥停用，文件并不知道。文件内含该单位名册的签名记录（姓名、处室、职责）。`,
  table: '表格',
  list: '、',
  between: '，',
  locale: 'zh-CN',
};

const en: typeof zh = {
  title: (name) => `Proof of 《${name}》`,
  valid: 'Verified',
  validMeaning: (office) => `The text below is, letter for letter, the edition that “${office}” issued.`,
  issued: (title, docNo, by, at) =>
    `《${title}》${docNo === '' ? '' : ` (${docNo})`}, issued by ${by}; the clock of the device said ${at}.`,
  inForce: (on) => `In force from ${on}.`,
  invalid: 'Not verified',
  ended: { withdrawn: 'Issued, but withdrawn', disputed: 'Issued, but disputed' },
  fault: {
    malformed: 'The file is damaged, or was made by a newer version of Guiju. It proves nothing.',
    'other-office': 'The file holds signatures of another office. It proves nothing.',
    signature: 'A signature does not fit. The file proves nothing.',
    incomplete: 'Signatures that are needed to verify it are missing. The file proves nothing.',
    text: 'The text is not the one that was signed. The file proves nothing.',
    'not-official':
      'The signature is good, but who signed had no right to issue: this is no edition of the office.',
    withdrawn: 'This edition was issued and then withdrawn: it is official no longer.',
    disputed: 'Another edition was issued at the same time; nobody has decided yet which of them stands.',
    seal: 'The file was changed after it was made. It proves nothing.',
  },
  refusal: {
    'device-unknown': 'The device is in no roster.',
    'device-revoked': 'The device had been revoked.',
    'no-role': 'Who signed does not have the role of a publisher.',
  },
  withdrawnBy: (by, reason) => `Withdrawn by ${by}${reason === '' ? '' : `. Reason: ${reason}`}`,
  compareHead: 'Compare the fingerprint',
  compare:
    'Compare it group by group with the fingerprint that you have from the office (on its wall, on a paper, told in person). If it differs, it was not that office.',
  ends: (on) => `When this file was made, it was already signed that the text ends on ${on}.`,
  followed: 'When this file was made, a newer edition had been issued.',
  factsHead: 'How it was issued',
  office: 'Office',
  fingerprint: 'Fingerprint',
  docNo: 'Number',
  issuer: 'Issuing body',
  publishedOn: 'Published',
  effectiveOn: 'In force from',
  expiresOn: 'In force until',
  signedBy: 'Signed by',
  device: 'Device',
  at: 'Signed at',
  claimed: (time) => `${time} (by the device’s own clock)`,
  edition: 'Edition',
  roster: 'Roster',
  rosterText: (epoch, by) => `${epoch === 0 ? 'as at the founding' : `change ${epoch}`}, signed by ${by}`,
  exported: 'File made',
  limits: 'What it proves, and what not',
  limitsText: (on) =>
    `It proves that a device holding a publisher’s key of this office signed this text. It knows nothing of what came after ${on}: later amendments, repeals, withdrawals or revoked keys. It contains the signed entries of the office’s roster (names, units, roles).`,
  table: 'Table',
  list: ', ',
  between: ', ',
  locale: 'en-GB',
};

export type PageWords = typeof zh;

/** @param language as `navigator.language` has it */
export function pageWords(language: string): PageWords {
  return language.toLowerCase().startsWith('zh') ? zh : en;
}
