/** Words of the paper on which a draft is written, in Chinese. */
export const zhPaper = {
  paperText: '草稿正文',
};
