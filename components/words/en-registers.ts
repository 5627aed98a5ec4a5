import type { zhRegisters } from './zh-registers.ts';

/** Words of the registers and of the audit trail, in English. */
export const enRegisters: typeof zhRegisters = {
  registersForm: 'Register',
  registersForms: {
    slip: 'Circulation slip',
    receipts: 'Register of receipts',
    missing: 'Those who have not acknowledged',
  },
  registersPrint: 'Print',
  registersXlsx: 'Export a table (.xlsx)',
  registersProof: 'Export a proof (.html)',
  registersHelp:
    'An export stays in the audit trail as a signed entry. The proof verifies without this app: when opened it checks every signature and counts every row again.',
  registersSaved: (name) => `Exported, and on record: ${name}`,
  registersNotYours:
    'There are names in the registers: they are for publishers, admins, liaison officers and the sender.',
  registersNothing: 'There are no rows.',
  incomingOpen: 'Open the register of incoming documents',
  incomingTitle: 'Register of incoming documents',
  auditNotYours: 'The audit trail is for publishers and admins.',
  auditSearch: 'Find',
  auditKind: 'Kind',
  auditAllKinds: 'All (without what devices record by themselves)',
  auditMember: 'Signed by',
  auditEverybody: 'Everybody',
  auditFrom: 'From',
  auditTo: 'To',
  auditCount: (n, all) => `${n} of ${all} signed entries`,
  auditNone: 'No entry is like that.',
  auditTime: 'Time',
  auditWhat: 'What',
  auditDevice: 'Device',
  auditEntry: 'Entry',
  auditSeen: (at) => `seen not later than ${at}`,
  auditUnseen: 'not seen by others yet',
  auditPages: 'Pages',
  auditNewer: 'Newer',
  auditOlder: 'Older',
  auditPage: (n, all) => `Page ${n} of ${all}`,
  auditCsv: 'Export .csv',
  auditKnown: (at) =>
    `The newest entry that this device holds: ${at}, by the clock of who signed. What has not come from other devices is not among them.`,
};
