/** Texts and other inputs that are in order, of invented words; what the fuzzer makes out of them is not. */

const articles = `# 灯光管理办法（试行）

2020年5月1日 办公会议通过
（2021年6月1日 修订）
<!-- INFO END -->

## 目　录

第一章 总则
第二章 附则

## 第一章 总　则

第一条 【目的】 为了节约用电，根据《中华人民共和国门窗法》（以下简称《门窗法》）第三条第二款，制定本办法。

第二条 下班时应当：

（一）关灯，违反本办法第三条至第五条、第七条的除外；

（二）依照前项和第一条第一款办理：

1.锁门；

2.报告。

前款规定以外的，依照刑法第一百条之一第（二）项办理。

**第三条** 前两款和**《门窗法》**第四条的灯：

| 灯 | 数 |
|---|---|
| **顶灯** | 2 |

> 引文。

- 甲
  - 乙

\`\`\`
第九条 代码
\`\`\`

第二章 附则

第四条之一 本办法自2021年7月1日起施行，有效期两年。《灯光规定》同时废止。

附件1 登记表

[点](https://a.cn) *斜*
`;

const numbered = `关于节约用电的通知

各科室：

会议决定对《灯光办法》作如下修改：

一、将第三条第二款修改为：

“第三条 下班关灯。

“走廊留一盏。”

二、增加一条，作为第九条之一。

三、删去第五条、第七条至第九条。
`;

const decimal = `1. 总则\n\n1.1 开灯。\n\n1.2 关灯：\n\n（1）先大灯；\n\n①后小灯。\n\n2. 附则\n\n二〇二一年七月一日起施行。`;

const matter = `---
id: abcd1234
标题: 灯光办法
类型: 转发文件
tags: [灯, 电]
文号: 办〔2026〕3号
发布日期: 2026年3月1日
effectiveOn: 2026-04-01
trial: false
收文: { 来文单位: 上级, 收文日期: 2026/3/2, 允许转发: 否 }
---
# 灯光办法

第一条 关灯。
`;

export const validTexts: readonly string[] = [articles, numbered, decimal, matter];

export const validQueries: readonly string[] = [
  '公务员 回避',
  '“下班关灯” 走廊',
  '公务员回避',
  '下班以后忘记关灯应当怎么办？',
  '灯光办法第三条第二款',
  'ＧＢ／Ｔ 9704',
];

export const validRoutes: readonly string[] = [
  '#/',
  '#/find?q=%E7%81%AF&kind=rule&year=2021&on=2021-01-01',
  '#/shelf?sort=date&category=x',
  '#/rule/abcd1234/a12-1.p2?on=2021-01-01',
  '#/rule/abcd1234/a12~2?ed=0123456789abcdef',
  '#/bring-in',
];
