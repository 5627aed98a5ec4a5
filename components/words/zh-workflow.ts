import type { WorkflowFault } from '../../src/engine/workflow-protocol.ts';

export const zhWorkflowTrouble: Record<WorkflowFault, string> = {
  'draft-moved': '这份草稿已经不在您看到的环节了，没有签名。页面已更新，请看现在在哪一步。',
  'draft-not-ready': '还缺必备事项，没有签名。缺什么见“下一步”一栏。',
  'draft-changed': '您查看期间别人又改了，没有保存，也没有签名。页面已更新，请再看一遍；您填写的内容还在。',
};
