import type { FolderFault } from '../../src/app/write-to-folder.ts';
import type { BundleFault } from '../../src/sync/bundle/bundle-failed.ts';

/** Faults of a bundle that have no trouble of their own. */
type FaultOfBundle = Exclude<BundleFault, 'stopped' | 'wrong-passphrase'> | 'not-a-backup';

/** Words of bundles in Chinese: what can be wrong with one, and the folder into which they are written. */
export const zhBundles = {
  pickedTooLarge: (gigabytes: number) =>
    `这个文件超过 ${gigabytes} GB，浏览器一次读不下，没有读它。本机内容没有变化；请核对是不是选错了文件，若没有选错，请对方分几次写成小些的。`,
  bundleFault: {
    'not-a-bundle': '这不是信使包，也不是备份文件。本机内容没有变化；请核对后换一个文件。',
    'not-a-backup':
      '这不是备份文件。本机内容没有变化；如果是信使包，请先加入单位，再到“信使包与备份”里打开。',
    'newer-version':
      '这个文件由更新版本的“规矩”写成，这个版本读不了。本机内容没有变化；请刷新页面取得新版本，再打开一次。',
    'too-large':
      '内容超出了一个文件能装的限度，已停下。本机已有的内容不受影响；请分几次、只选一部分人来写，打不开的请对方重写。',
    'cut-short':
      '这个文件不完整，后面缺了一截，可能没有复制完。本机已有的内容不受影响；请重新复制一遍，再打开。',
    altered: '这个文件写好以后被改动过，或者坏了。本机已有的内容不受影响；请对方重新写一份，换一个盘带来。',
    unreadable:
      '读不出这个文件，或者读的时候它又变了。本机已有的内容不受影响；请先把它复制到本机硬盘，再打开。',
    'other-office': '这是别的单位的文件。本机内容没有变化；请核对后换一个文件。',
    'not-for-this-device':
      '这个包不是写给这台设备的：对方写的时候还不知道这台设备，或者只写给了别的人。本机内容没有变化；请先与对方连上一次，或把这台设备写的信使包带给对方，再请对方重写一份。',
    'passphrase-wanted':
      '这是备份文件，要用口令打开。本机内容没有变化；备份只能在还没有加入单位的设备上找回，入口在那里的“设备与同步”页。',
    'unknown-writer':
      '写这个包的设备不在本机的名册里，里面的内容没有采用。本机已有的内容不受影响；请先与单位的设备连上一次，让名册更新，再打开。',
    'revoked-writer':
      '写这个包的设备已经吊销，或所属人员已离开，里面的内容没有采用。本机已有的内容不受影响；有疑问请找管理员。',
    'not-admitted': '这台设备还不属于单位，不能写信使包。本机内容没有变化；请先加入单位。',
    'nobody-to-read':
      '没有生成：选中的人没有一台设备能打开这个包，它们还没有与单位联系过。本机内容没有变化；请让那些设备先连上一次，或改选别的人。',
  } satisfies Record<FaultOfBundle, string> as Record<FaultOfBundle, string>,

  folderTitle: '定期写到文件夹',
  folderHelp:
    '选一个文件夹，如 U 盘或共享盘上的。“规矩”开着时，到时候就把新内容写成信使包放进去；关着时错过的，下次打开后补上。',
  folderChoose: '选择文件夹',
  folderOther: '换一个文件夹',
  folderName: '文件夹',
  folderSchedule: '多久写一次',
  folderSchedules: { daily: '每天', weekly: '每周', 'by-hand': '只在我要写的时候' },
  folderLast: '上次写入',
  folderNever: '还没有写过',
  folderWriting: '正在写入……',
  folderWriteNow: '现在写一次',
  folderAllow: '允许写入',
  folderStop: '停止写入',
  folderStopHelp: '停止后，文件夹里已有的文件不会删除。',
  folderFault: {
    permission: '浏览器要您再允许一次，才能写进这个文件夹。以前写好的都在；请按“允许写入”。',
    'folder-gone':
      '找不到这个文件夹：U 盘可能没有插上，或者文件夹被移走、改了名。本机内容不受影响；请插好后再写一次，或换一个文件夹。',
    'no-room': '这个盘满了，这一次没有写成。以前写好的都在；请清出一些空间，再写一次。',
    'not-written': '没有写成，文件夹里没有多出文件。以前写好的都在；请再写一次，还不行就换一个文件夹。',
    'not-made': '信使包没有生成，文件夹里没有多出文件。本机内容不受影响；请再写一次。',
  } satisfies Record<FolderFault | 'not-made', string> as Record<FolderFault | 'not-made', string>,
};
