import type { CirculateFault } from '../../src/engine/circulate-protocol.ts';

/** Why a circulation cannot be sent or ended, and what to do, in Chinese. */
export const zhCirculateTrouble: Record<CirculateFault, string> = {
  'edition-unsigned': '这个版本没有签发（或签发已撤回、有冲突），不能传阅。没有发出；请先签发。',
  'edition-ended': '这件文本已废止或失效，不能传阅。没有发出；请改选现行有效的文本。',
  'edition-missing': '这个版本的正文不在本机，不能传阅。没有发出；请先与有正文的设备同步。',
  'edition-not-forwardable': '来文单位不允许转发这份文件。没有发出；确需传阅的，请先征得来文单位同意。',
  'audience-empty': '还没有选传阅对象。没有发出；请先选处室、岗位、角色或人员。',
  'audience-nobody': '所选的人都被排除或已离开，没有人会收到。没有发出；请重新选择。',
  'audience-too-large': '传阅对象超过一万人。没有发出；请分几次传阅。',
  'audience-too-wide': '传阅对象超出了文件的知悉范围。没有发出；请去掉范围以外的人。',
  'scope-unsaid': '这份文件登记了知悉范围，请先指明它指哪些人。没有发出。',
  'scopes-differ': '所选文件的知悉范围不同。没有发出；请分开传阅。',
  'due-over': '办理期限已经过去。没有发出；请改一个日期。',
  'bad-questions': '题目没有填完整。没有发出；每题至少两个选项，并选定正确的。',
  'circulation-over': '这次传阅已经办结或撤回，没有再作改动。',
  'bad-calendar': '放假和上班的日期有误：须都在这一年，且不能既放假又上班。没有保存；请改正后再存。',
};
