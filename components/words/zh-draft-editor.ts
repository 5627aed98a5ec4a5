/** Words around the text of a draft, in Chinese. */
export const zhDraftEditor = {
  draftTextLabel: '草稿正文',
  draftNobodyElse: '现在没有别人在这份草稿里。',
  draftOthersHere: '也在这份草稿里的人',
  draftFollow: (name: string) => `跟着${name}看；自己输入或滚动就停止`,
};
