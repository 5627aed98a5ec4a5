import type { DraftOrigin } from '../../src/store/draft-document.ts';
import type { DraftPart } from '../../src/app/route.ts';

/** Words of drafts and of the page on which they are written, in Chinese. */
export const zhDrafts = {
  navDrafts: '起草',
  draftsTitle: '草稿',
  draftTitle: '起草',
  draftsNone: '还没有草稿。可以从一件现行制度开始修订，也可以新起草一件。',
  draftsHelp: '草稿只有编辑、审核和发布人员看得到；发布之前不是正式文本。',
  draftNew: '新起草',
  draftOf: (title: string) => `修订《${title}》`,
  draftFrom: {
    edition: '修订现行版本',
    template: '按模板起草',
    import: '来自导入的文件',
    nothing: '新起草',
    draft: '分支',
  } satisfies Record<DraftOrigin, string>,
  draftBy: (name: string, on: string) => `${name} ${on} 起草`,
  draftChangedAt: (ago: string) => `${ago}改过`,
  draftMergedInto: (title: string, ago: string, isAhead: boolean) =>
    `${ago}并入《${title}》${isAhead ? '，此后又有改动' : ''}`,
  draftChars: (count: number) => `${count} 字`,
  draftParts: {
    write: '正文',
    remarks: '批注',
    history: '历史',
    workflow: '流程',
    opinions: '征求意见',
    review: '对照审稿',
  } satisfies Record<DraftPart, string>,
  draftSaving: '正在保存…',
  draftSaved: '已保存在本机',
  draftFailed: '没有存上：您输入的文字还在这个页面上。请不要关闭页面。',
  draftFailedAgain: '正在重试。',
  draftFailedWhy: {
    'not-allowed': '您已不能修改这份草稿，刚才输入的不会进入草稿。请另存为文件，需要时交给草稿的编辑。',
    'too-much': '草稿超过了三十万字的上限。删去一些，其余的就会存上；也可以把它分成几件。',
  } as Partial<Record<string, string>>,
  draftFailedSave: '另存为文件',
  draftOvertaken: {
    newer: '起草期间，这件制度已发布了新版本。请在“对照审稿”里核对新旧差别后再往下走。',
    repealed: '起草期间，这件制度已被废止。草稿还在；发布前请先确认是否仍需要它。',
  },
  draftReadOnly: '您可以看这份草稿，但不能改动：您已不是编辑，也没有被邀请。已写下的文字都保存着。',
  draftNotHere: '本机没有这份草稿，或者您没有查看它的权限。',
  draftStartFrom: '从哪里开始',
  draftStartEdition: '修订一件现有文本',
  draftStartTemplate: '用模板',
  draftStartNothing: '空白',
  draftStartRule: '修订哪一件',
  draftStartName: '名称',
  draftStartKind: '种类',
  draftStartGo: '开始起草',
  draftRevise: '起草修订',
  draftOpenOthers: (count: number) => `这件文本已有 ${count} 份草稿在写，可以直接进入：`,
};
