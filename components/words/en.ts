import { enBehalf } from './en-behalf.ts';
import { enBundles } from './en-bundles.ts';
import { enCirculate, enCirculateTrouble } from './en-circulate.ts';
import { enCirculating } from './en-circulating.ts';
import { enCompare } from './en-compare.ts';
import { enConnect } from './en-connect.ts';
import { enDraftEditor } from './en-draft-editor.ts';
import { enLists } from './en-lists.ts';
import { enPaper } from './en-paper.ts';
import { enRegisters } from './en-registers.ts';
import { enRemarks } from './en-remarks.ts';
import { enDrafts } from './en-drafts.ts';
import { enOpinions } from './en-opinions.ts';
import { enOffice } from './en-office.ts';
import { enWaiting } from './en-waiting.ts';
import { enWorkflow, enWorkflowTrouble } from './en-workflow.ts';
import type { Words } from './zh.ts';

const many = (n: number, one: string, more = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : more}`;

/** Every sentence of the interface in English. */
export const en: Words = {
  ...enDrafts,
  ...enOpinions,
  ...enOffice,
  ...enBundles,
  ...enBehalf,
  ...enCirculating,
  ...enCirculate,
  ...enCompare,
  ...enConnect,
  ...enDraftEditor,
  ...enLists,
  ...enPaper,
  ...enRegisters,
  ...enRemarks,
  ...enWaiting,
  ...enWorkflow,
  lang: 'en',
  appName: 'Guiju',
  sampleBadge: 'Sample office',
  skipToText: 'Skip to the text',
  close: 'Close',
  cancel: 'Cancel',
  more: 'More',

  home: 'Home',
  homeOf: (app) => `${app}: home`,
  shelf: 'Library',
  find: 'Search',
  bringIn: 'Import',
  device: 'This device',
  navLabel: 'Main pages',
  searchLabel: 'Search articles, titles or document numbers',
  searchHint: 'e.g. 公务员法 12',
  searchKey: '/',
  unknownPage: 'There is no such page',
  unknownPageHelp: 'The address may be incomplete. Go to the home page, or search above.',

  validity: {
    inForce: 'In force',
    notYet: 'Not yet in force',
    amended: 'Amended',
    repealed: 'Repealed',
    expired: 'Expired',
    unofficial: 'Not issued',
    undated: 'Date unknown',
  },
  trial: 'Trial',
  kind: { rule: 'Rule', code: 'Conduct code', forwarded: 'Forwarded document', law: 'Law or regulation' },
  outsideBase: 'not in this base',
  outsideBaseHelp: (title) => `${title} is not in this base and cannot be opened.`,
  outsidePlaceHelp: 'The cited article was not found in this base.',

  facets: 'Filter',
  facet: { validity: 'Status', kind: 'Kind', category: 'Category', unit: 'Unit', year: 'Year' },
  clearFilters: 'Clear filters',
  none: 'Not given',
  moreValues: (n) => `${n} more`,

  homeTitle: 'Every rule at hand',
  homeCount: (rules, articles) =>
    `${many(rules, 'text')} and ${many(articles, 'article')} on this device, searchable without a network.`,
  recent: 'Recently read',
  changed: 'Recently changed',
  favourites: 'Favourites',
  coming: 'Coming into force',
  noRecent: 'Texts you have read are listed here.',
  noFavourites: 'Choose "Favourite" while reading, and the text is kept here.',
  emptyLost:
    'This device held something before and is empty now: the browser could not keep its base, perhaps after a loss of power. Restore a backup, or have an admin invite this device again, and it gets everything from the others.',
  emptyTitle: 'Bring your rules in first',
  emptyHelp:
    'Drop files, a whole folder or a zip archive onto this window, or pick them one by one. They are kept on this device; once it is in an office, the other devices of the office get them too, and no server outside does.',
  emptyAction: 'Import files',
  emptySample: 'Look around a sample office',
  tryFinding: 'Ways to search',
  tryExamples: ['会议 请假', '"文件销毁"', '会议管理制度 12'],

  shelfTitle: 'Library',
  sortBy: 'Sort',
  sort: { title: 'By title', date: 'By date', changed: 'By last change', articles: 'By length' },
  shelfCount: (n, all) => (n === all ? many(n, 'text') : `${n.toLocaleString('en')} of ${many(all, 'text')}`),
  shelfEmpty: 'No text fits these filters.',
  articleCount: (n) => many(n, 'article'),
  editionCount: (n) => many(n, 'edition'),

  findTitle: 'Search',
  findCount: (n) => (n === 0 ? 'No article found' : `${many(n, 'article')} found`),
  findTitles: (n) => `In no article; ${n === 1 ? '1 title matches' : `${n} titles match`}`,
  findRelaxed: 'No article holds all of these words; these hold some of them.',
  findNothingHelp:
    'Try other or fewer words, or clear the filters. Quotation marks find the exact wording, such as "不得擅自".',
  findStart: 'Two characters are enough to find an article',
  findStartHelp: [
    'Put a space between words: an article must hold all of them.',
    'Quotation marks find the exact wording: "不得擅自".',
    'Straight to an article: 公务员法 12, or 公务员法第十二条.',
    'Titles can be found by pinyin initials: hygl.',
  ],
  asOn: 'As the law stood on',
  asOnDay: 'Only what was in force that day',
  today: 'Today',
  jumpTo: 'Open directly',
  rulesFound: 'Titles',
  articlesFound: 'Articles',
  showMore: 'Show more',
  indexing: (share) => `Building the index, ${Math.round(share * 100)}%: results may be incomplete`,

  outline: 'Contents',
  openOutline: 'Open the table of contents',
  timeline: 'Editions',
  editionOf: (date) => `Edition of ${date}`,
  undatedEdition: 'Edition without a date',
  effectiveOn: (day) => `In force from ${day}`,
  expiresOn: (day) => `Valid until ${day}`,
  effectiveFromDate: 'Taken from the date of the edition',
  noEffective: 'Date of effect unknown',
  notInForceStrip: {
    amended: 'This is the text before it was amended.',
    repealed: 'This text has been repealed.',
    notYet: 'This edition is not yet in force.',
    expired: 'The term of this text has ended.',
  },
  validityOn: (validity, on) => `${validity} on ${on}`,
  between: ' · ',
  goToCurrent: 'Read the current edition',
  onDay: (day) => `Shown as it stood on ${day}.`,
  onDayBack: 'Back to today',
  chooseDay: 'Read as on a day',
  received: 'Received',
  receivedFrom: 'From',
  receivedNumber: 'Receipt no.',
  receivedOn: 'Received on',
  receivedScope: 'For',
  mayForward: 'May be passed on',
  mayNotForward: 'Not to be passed on',
  docNo: 'Document no.',
  unit: 'Responsible unit',
  favourite: 'Favourite',
  print: 'Print',
  readAloud: 'Read aloud',
  stopReading: 'Stop reading',
  findWithin: 'Find in this text',
  findWithinCount: (at, n) => (n === 0 ? 'none' : `${at}/${n}`),
  previous: 'Previous',
  next: 'Next',
  place: (label) => `Actions for ${label}`,
  copyText: 'Copy text with source',
  copyCitation: 'Copy citation',
  copyAddress: 'Copy address',
  copied: 'Copied',
  copyFailed: 'The browser does not allow copying. Please select and copy by hand:',
  wholeArticle: 'Whole article',
  citedBy: (n) => `Cited ${n === 1 ? 'once' : `${n} times`}`,
  textCited: (n) => `Cited as a whole ${n === 1 ? 'once' : `${n} times`}`,
  position: (at, all) => `${at} of ${all}`,
  table: 'Table',
  notFoundRule: 'This text is not in the base',
  notFoundRuleHelp:
    'The text behind this address has not been imported on this device. Import it first, or ask whoever sent the address for the file.',
  notFoundPlace: (place) => `This edition has no "${place}"; the beginning is shown.`,

  readingSettings: 'Reading settings',
  textSize: 'Text size',
  textSizes: ['Small', 'Normal', 'Large', 'Larger', 'Largest'],
  face: 'Typeface',
  faceNames: { sans: 'Sans', song: 'Song', fangsong: 'Fangsong', kai: 'Kai' },
  spacious: 'More space between lines',
  theme: 'Appearance',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  contrast: 'High contrast',
  shortcuts: 'Single-key shortcuts',
  shortcutKeys: 'J/K next/previous article, / search, [ contents',
  language: 'Language',
  languages: { system: 'As the browser', zh: '中文', en: 'English' },

  bringInTitle: 'Import texts',
  bringInHelp: 'Drop files, a folder or a zip archive here',
  bringInFormats:
    'Markdown (.md), plain text (.txt, GBK too) and .zip archives. Word, PDF and OFD cannot be read yet.',
  bringInSecret:
    'State secrets must not be stored or processed here. Files that bear a mark of classification are refused; make sure that unmarked ones hold no secrets either.',
  pickFiles: 'Choose files',
  pickFolder: 'Choose a folder',
  paste: 'Paste a text',
  pasteTitle: 'Title',
  pasteTitleHint: 'Optional; otherwise the first line',
  pasteText: 'Text',
  pasteAction: 'Import this text',
  dropHere: 'Let go to import',
  reading: 'Reading files…',
  progress: (done, total, articles) =>
    `${done.toLocaleString('en')} of ${many(total, 'file')}, ${many(articles, 'article')}`,
  cancelling: 'Finishing; what was imported is kept…',
  finished: 'Import finished',
  finishedCancelled: 'Cancelled; everything imported before is saved',
  summary: (s) =>
    [
      `${many(s.rules, 'new text')}, ${many(s.editions, 'new edition')}, ${many(s.articles, 'article')}`,
      s.same > 0 ? `${s.same} already here` : '',
      s.refused > 0 ? `${s.refused} not imported` : '',
    ]
      .filter(Boolean)
      .join('; ') + '.',
  citationSummary: (found, resolved) =>
    `${many(found, 'citation')} recognised; ${resolved.toLocaleString('en')} can be opened in this base.`,
  showOnly: 'Show',
  entryAll: 'All',
  entryProblems: 'Not imported',
  entryWarnings: 'Worth a look',
  outcome: { rule: 'New', edition: 'New edition', same: 'Already here', problem: 'Not imported' },
  entryCitations: (found, resolved) =>
    resolved === undefined
      ? many(found, 'citation')
      : `${many(found, 'citation')}, ${resolved} can be opened`,
  warning: {
    gap: (at) => `Numbers are missing: ${at}`,
    double: (at) => `Number used twice: ${at}`,
    order: (at) => `Numbers run backwards: ${at}`,
    contents: () => 'A table of contents stood in the text and was skipped',
    'lost-numbers': () => 'Article numbers may have been automatic and did not come along',
    unnumbered: () => 'No article numbers; kept by paragraphs or headings',
    empty: () => 'No text',
    duplicate: () => 'Another file of this import has the same content',
    'unknown-key': (at) => `Unknown property, not used: ${at}`,
    date: (at) => `Date not understood: ${at}`,
  },
  warningOther: (at) => `Please check: ${at}`,
  problem: {
    empty: () => 'The file is empty.',
    'too-large': (d) =>
      `The file has ${d['megabytes'] ?? '?'} MB; the limit is ${d['limit'] ?? '?'} MB. Split it and import the parts.`,
    binary: () => 'This is not a text file; its extension may be wrong.',
    'not-text': () => 'The character encoding is not known. Save the file as UTF-8 and import it again.',
    'format-later': () => 'This format cannot be read yet. Save it as .txt or .md.',
    'format-unknown': () => 'This format is not known. .md, .txt and .zip can be read.',
    classified: () =>
      'The file bears a mark of classification. It was refused and nothing of it was kept. Use the channel for classified papers.',
    'no-body': () => 'No text was found in it.',
    'front-matter': () => 'The properties at the beginning of the file cannot be read.',
    'zip-damaged': () => 'The archive is damaged and cannot be opened.',
    'zip-encrypted': () => 'The archive has a password. Unpack it and import the files.',
    'zip-too-large': () => 'Unpacked, the archive is too large; reading was stopped.',
    'zip-too-many': () => 'The archive holds too many files; reading was stopped.',
    'zip-nested': () => 'The archive holds another archive. Unpack that first.',
    'zip-path': () => 'The path of this file in the archive is not safe; it was skipped.',
    unreadable: () => 'The file cannot be read. It may have been moved, or you may lack the right.',
    'table-old-format': () =>
      'This is a table in the old format (.xls, .et). Save it as .xlsx or .csv and import that.',
    'table-encrypted': () => 'The table has a password. Remove it and import again.',
    'table-damaged': () => 'The table is damaged and cannot be opened.',
    'table-format': () => 'This is no table that can be read. Those that can are .xlsx and .csv.',
    'table-empty': () => 'The table has nothing in it.',
    'table-too-large': () =>
      'The table is too large: at most 20,000 rows, 200 columns and 20 MB. Remove what is not needed.',
    unexpected: () => 'Something unexpected happened; this file was not imported.',
  },

  deviceTitle: 'This device',
  storage: 'Storage',
  storageUse: (used, of) => `${used} used; the browser grants up to ${of}.`,
  storageUnknown: 'The browser does not tell how much is used.',
  kept: {
    kept: 'The browser has promised to keep this base even when space runs short.',
    'may-be-cleared':
      'The browser has not promised to keep this base; it may be cleared when space runs short. Install the app, and keep the original files.',
    unknown: 'Whether the browser keeps this base is not known. Keep the original files.',
  },
  askKept: 'Ask the browser to keep it',
  offlineReady: 'Opens without a network.',
  offlineNotYet: 'Not yet ready to start without a network; reload once and look again.',
  contents: 'Holdings',
  contentsCount: (rules, editions) => `${many(rules, 'text')}, ${many(editions, 'edition')}.`,
  updateReady: 'A new version is ready. ',
  updateTake: 'Use it now',
  updateLater: 'Next time',

  trouble: {
    'storage-full':
      'Storage is full; the last change was not saved. Everything saved before is safe. See "This device" for what is used, or free some disk space and try again.',
    'storage-failed':
      'Writing failed; the last change was not saved. Everything saved before is safe. Try again; if it still fails, restart the browser.',
    'storage-refused':
      'The browser does not open the base on this device, perhaps after a loss of power. Close all windows of the browser and open it again. If it still fails, or is empty then, the browser could not keep it: restore a backup, or have an admin invite this device again, and it gets everything from the others.',
    'newer-base':
      'This base was made by a newer version of Guiju and cannot be opened by this one. Reload the page to get the new version; the base was not touched.',
    'not-found': 'Not found.',
    'no-office': 'There is no office yet. Set one up on the page "Office".',
    'office-exists': 'This device belongs to an office already.',
    'not-allowed':
      'The user of this device does not have the right to do this. Nothing was changed; ask an admin.',
    'too-few-admins':
      'Too few admins with a device would be left to sign, and nobody could change the roster any more. Add admins and devices first.',
    'bad-code': 'The code is incomplete or was used before. Copy all of it again.',
    'bad-file':
      'This file cannot be read, or is not the one that is needed. Nothing was changed; look again and choose another.',
    'bad-name':
      'A title or name holds characters that cannot be seen, or is too long; nothing was signed. Type it again.',
    'wrong-passphrase': 'The passphrase is wrong. The file was not touched; try again.',
    'bad-invitation':
      'The invitation code or direct code is incomplete or has a slip. Nothing was changed; copy all of it again, or compare it group by group.',
    'offer-code':
      'This is a direct code and no reply code. Send it to the other side, which makes a reply code of it; that one belongs here.',
    'reply-code':
      'This is a reply code and no direct code. It belongs on the device that began, under "Reply code from the other side".',
    'own-code':
      'This is the direct code of this device itself. Send it to the other side and enter it there.',
    'other-reply':
      'This reply code has a slip, or belongs to another direct code than the present one. Send the present one to the other side and enter the reply that comes back.',
    'invitation-over':
      'This invitation was used, has expired or was tried too often. Nothing was changed; ask an admin for a new one.',
    'too-many-invitations':
      'Too many invitations are open, so no other was made. Cancel some that are not needed under "Devices and sync", "Invitations".',
    'device-revoked':
      'This device was revoked and does not come in again with its old keys; nothing was signed. On it, open "Join an office", choose to ask as a new device, and make a new request. It keeps what it holds.',
    'device-of-other':
      'In the roster this device belongs to another person; nothing was signed. Have an admin revoke it there, or use another device.',
    'device-not-revoked':
      'This device is not revoked: it belongs to the office as before, and nothing was changed. Ask the admin to revoke the new entry that was signed for it.',
    'other-digits':
      'Other digits have come up since, so your answer was not taken and nothing was signed. Compare those that are shown now.',
    'bad-bundle':
      'The file could not be used: it may be cut short, changed, or sealed for other devices. Nothing on this device has changed; ask for a new one.',
    'other-office':
      'This file is of another office, or not for this device. Nothing was changed; check it and choose another.',
    'no-direct':
      'No line came about. Nothing on this device has changed; make sure that both devices are in the same network and exchange direct codes again, or carry a bundle.',
    'changed-meanwhile':
      'Another edition was issued while you were filling this in. Look at the changes again before you issue; what you typed is still here.',
    ...enCirculateTrouble,
    ...enWorkflowTrouble,
    'not-asked':
      'This circulation is over, was taken back or no longer asks you, so nothing was signed. Go back to the list.',
    'bad-edit':
      'This change does not fit the draft on this device. What you typed is still in the editor: copy it, then open the draft again.',
    'not-your-turn':
      'It is not your turn yet: somebody before you has not confirmed. Nothing was signed; come back later.',
    'text-missing':
      'The text of this edition has not come to this device, so nothing was signed. Try again after a line to another device of the office.',
    'bad-round': 'Nothing has changed. Check what you filled in and try again.',
    'bad-behalf': 'Nothing was signed and nothing has changed. Check what you filled in and try again.',
    'not-passed':
      'Too few answers were right, so nothing was signed. Look at the text and answer again; your answers are still here.',
    aborted: 'Cancelled.',
    'too-much': 'More than one file can hold. Narrow it down.',
    'engine-gone': 'The engine has stopped. Reload the page; everything saved is safe.',
    unexpected: 'Something unexpected happened. Everything saved is safe; reload the page and try again.',
  },
};
