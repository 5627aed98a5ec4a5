/** Words of the pages on which one sees who has read what, in Chinese. */
export const zhLists = {
  circulationsParts: { list: '清单', matrix: '矩阵', calendar: '工作日历', audit: '审计' },
  circulationParts: {
    people: '人员',
    relays: '传达',
    reminders: '催办',
    registers: '登记簿',
    package: '离线签阅包',
  },
  circulationsNone: '还没有传阅过文件。',
  circulateNew: '发起传阅',
  countSentence: (meant: number, done: number, overdue: number) =>
    `${meant} 人中 ${done} 人已阅${overdue > 0 ? `，${overdue} 人逾期` : ''}`,
  circulationState: { open: '进行中', closed: '已结束', withdrawn: '已撤回', replaced: '已被新的传阅代替' },
  listTitle: '文件',
  listLevel: '层级',
  listFrom: '发起',
  listDue: '期限',
  listProgress: '进度',
  levelName: { received: '签收', read: '阅知', studied: '学习' },
  dueNone: '无期限',
  cutOffSentence: (now: string, newest: string) =>
    `截至 ${now} 本机所知；收到的其他设备的最新记录是 ${newest}。此后在别处的签阅，本机还不知道。`,
  cutOffAlone: (now: string) =>
    `截至 ${now} 本机所知；本机还没有收到过其他设备的记录，别处的签阅本机不知道。`,
};
