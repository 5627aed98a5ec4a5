/** Words of the pages about who is to read what, and who has. */
export const zhCirculating = {
  circulateTitle: '发起传阅',
  circulationsTitle: '传阅',
  circulationTitle: '传阅情况',
  personTitle: '个人签阅情况',
  unitTitle: '科室签阅情况',
};
