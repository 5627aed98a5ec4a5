/** Words of the paper on which a draft is written, in English. */
export const enPaper = {
  paperText: 'Text of the draft',
};
