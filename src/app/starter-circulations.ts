import type { Audience, Question, ReadingLevel } from '../ledger/circulation-acts.ts';

/** Something that the sample office has sent to its people. */
export interface StarterCirculation {
  /** Title of the text; of several editions the one that began on the day given, else the newest. */
  title: string;
  date?: string;
  level: ReadingLevel;
  /** Working days that its readers have. */
  workingDays: number;
  note?: string;
  questions?: Question[];
  /** The user of the sample has read it already. */
  statement?: string;
}

/** Everybody in the office. */
export const starterAudience: Audience = {
  everyone: true,
  units: [],
  posts: [],
  roles: [],
  members: [],
  except: [],
};

/** In the order in which they were sent. */
export const starterCirculations: StarterCirculation[] = [
  {
    title: '会议管理制度',
    date: '2023',
    level: 'read',
    workingDays: 5,
    statement: '我已阅读《会议管理制度》（2023-04-18 版）全文，知悉其内容。',
  },
  {
    title: '会议管理制度',
    level: 'read',
    workingDays: 3,
    note: '会前准备的职责有调整，请各科室负责人对照修改后的条文安排近期会议。',
  },
  { title: '市级机关节约办公若干规定', level: 'read', workingDays: 5 },
  {
    title: '工作人员行为规范与奖惩办法',
    level: 'studied',
    workingDays: 10,
    questions: [
      {
        text: '因私请假 2 个工作日，由谁批准？',
        choices: ['科室负责人', '分管副主任', '主任'],
        right: [1],
      },
      {
        text: '接受工作任务后预计不能按期完成，应当怎么办？',
        choices: ['到期后作出解释', '提前说明', '请同事代为完成'],
        right: [1],
      },
    ],
  },
];
