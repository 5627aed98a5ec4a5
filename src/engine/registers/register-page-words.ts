import type { RegisterLanguage } from '../../office/registers/register.ts';
import type { RegisterFault } from './verify-register.ts';

/** What the page of a register's proof says around the register, in the two languages of the app. */
const zh = {
  locale: 'zh-CN',
  suffix: '证明',
  valid: '核验通过',
  invalid: '核验未通过',
  validMeaning: (office: string, entries: number) =>
    `登记表由“${office}”的 ${entries} 条签名记录重新统计得出，逐行一致。`,
  madeBy: (by: string, device: string, at: string) => `由${by}的设备“${device}”于 ${at} 制作并签名。`,
  fault: {
    malformed: '文件已损坏，或由更新版本的规矩制作。什么也没有证明。',
    'other-office': '文件里混有另一个单位的签名。什么也没有证明。',
    signature: '签名与内容不符。什么也没有证明。',
    incomplete: '文件缺少核验所需的签名。什么也没有证明。',
    seal: '文件制作之后被改动过。什么也没有证明。',
    register: '登记表与签名记录不符：表里的内容被改动过。下面是按签名记录重新统计的结果。',
    maker: '没有本单位的设备为这份登记表签名，或者制作之后有记录被增删。什么也没有证明。',
  } satisfies Record<RegisterFault, string> as Record<RegisterFault, string>,
  differs: (rows: string) => `不一致的行：第 ${rows} 行。`,
  differsElsewhere: '不一致之处在表头或表尾。',
  list: '、',
  compareHead: '请核对单位指纹',
  compare: '请与从该单位得到的指纹（墙上、公文或本人告知）逐组核对。指纹不同，就不是那个单位的记录。',
  factsHead: '依据',
  limits: '能证明与不能证明',
  limitsText: (on: string) =>
    `本文件能证明：表中每一行都由该单位名册内设备的签名支持，制表的设备为全部内容签了名。不能证明 ${on} 之后的事，也不能证明当时还没有到达制表设备的签名不存在。文件内含该单位名册的签名记录（姓名、处室、职责）。`,
};

const en: typeof zh = {
  locale: 'en-GB',
  suffix: 'proof',
  valid: 'Verified',
  invalid: 'Not verified',
  validMeaning: (office, entries) =>
    `The register was counted again from ${entries} signed entries of “${office}”, and every row agrees.`,
  madeBy: (by, device, at) => `Made and signed by ${by} on the device “${device}” at ${at}.`,
  fault: {
    malformed: 'The file is damaged, or was made by a newer version of Guiju. It proves nothing.',
    'other-office': 'The file holds signatures of another office. It proves nothing.',
    signature: 'A signature does not fit. The file proves nothing.',
    incomplete: 'Signatures that are needed to verify it are missing. The file proves nothing.',
    seal: 'The file was changed after it was made. It proves nothing.',
    register:
      'The register is not what its entries say: something in it was changed. Below is what the signed entries give.',
    maker:
      'No device of the office stands for this register, or entries were left out or put in afterwards. It proves nothing.',
  },
  differs: (rows) => `Rows that do not agree: ${rows}.`,
  differsElsewhere: 'What does not agree is above or below the table.',
  list: ', ',
  compareHead: 'Compare the fingerprint',
  compare:
    'Compare it group by group with the fingerprint that you have from the office (on its wall, on a paper, told in person). If it differs, these are not its entries.',
  factsHead: 'On what it rests',
  limits: 'What it proves, and what not',
  limitsText: (on) =>
    `It proves that every row is borne out by signatures of devices in the office’s roster, and that the device that made it has signed the whole. It knows nothing of what came after ${on}, nor of signatures that had not reached that device by then. It contains the signed entries of the office’s roster (names, units, roles).`,
};

export type RegisterPageWords = typeof zh;

export function registerPageWords(language: RegisterLanguage): RegisterPageWords {
  return language === 'zh' ? zh : en;
}
