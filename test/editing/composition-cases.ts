/** What happens in a case, one after another. */
export type Step =
  /** The input method shows this in place of what it showed before; the caret stands at `caret`, or after it. */
  | { compose: string; caret?: number }
  /** It puts this in place of what it showed, and is done; without an input method, this is typed. */
  | { commit: string }
  /** It is given up. */
  | { cancel: true }
  /** Somebody else turns the first `from` of what is stored into `to`. */
  | { from: string; to: string }
  /** Somebody else has an input method open as well; then it is done. */
  | { otherComposes: string; after: string }
  | { otherCommits: string }
  | { undo: true }
  | { redo: true }
  | { blur: true }
  /** It has been open for as long as words are held. */
  | { hold: true }
  /** The engine does not answer from here on, or answers again. */
  /** Somebody else's caret comes to stand at the first of these words, and what they have selected ends there. */
  | { caretOf: string }
  | { engine: 'gone' | 'back' | 'restarted' };

export interface CompositionCase {
  name: string;
  /** ‸ is where the caret stands; two of them hold what is selected. */
  text: string;
  steps: Step[];
  /** What the editor shows and what is stored at the end; where two write at one place, either may come first. */
  becomes: string | string[];
  /** How many changes one's own device writes for it. */
  changes: number;
  /** How often an input method begins, where what is done ends it by itself. */
  begins?: number;
}

const head = '# 会议管理办法\n\n';
const article1 = '第一条　会议‸应当有议题。';
const rest = '\n\n第二条　会议不超过一小时。';
const whole = head + article1 + rest;
const done = (text: string): string => text.replace('‸', '加强');

const begun: Step[] = [{ compose: 'j' }, { compose: 'ji' }];
const ended: Step[] = [{ compose: 'jia' }, { compose: 'jiaq' }, { compose: 'jiaqiang' }, { commit: '加强' }];
const word = (...between: Step[]): Step[] => [...begun, ...between, ...ended];

/** One word is composed in the first article, and somebody else changes something meanwhile. */
const meanwhile = (name: string, from: string, to: string, becomes: string | string[]): CompositionCase => ({
  name,
  text: whole,
  steps: word({ from, to }),
  becomes,
  changes: 1,
});

/** One word is composed in a text. */
const into = (name: string, text: string, between: Step[] = [], becomes = done(text)): CompositionCase => ({
  name,
  text,
  steps: word(...between),
  becomes,
  changes: 1,
});

const either = (a: string, b: string): string[] => [whole.replace('‸', a + b), whole.replace('‸', b + a)];

/** The seven that decided which editor it is. */
const first: CompositionCase[] = [
  into('nobody else writes', whole),
  meanwhile('another paragraph', '不超过', '不得超过', done(whole).replace('不超过', '不得超过')),
  meanwhile('the heading above', '管理办法', '管理规定', done(whole).replace('管理办法', '管理规定')),
  meanwhile(
    'same paragraph, before the caret',
    '第一条　',
    '第一条　各单位',
    done(whole).replace('条　会', '条　各单位会'),
  ),
  meanwhile(
    'same paragraph, after the caret',
    '议题。',
    '议题和议程。',
    done(whole).replace('题。', '题和议程。'),
  ),
  meanwhile('same paragraph, its head deleted', '第一条　', '', done(whole).replace('第一条　', '')),
  meanwhile('all around the caret deleted', '第一条　会议应当有议题。', '', `${head}加强${rest}`),
];

const places: CompositionCase[] = [
  meanwhile('just before the word', '第一条　会议', '第一条　会议甲', either('甲', '加强')),
  meanwhile('just after the word', '应当有议题', '乙应当有议题', either('乙', '加强')),
  meanwhile(
    'the character before the word deleted',
    '第一条　会议应',
    '第一条　会应',
    done(whole).replace('议加', '加'),
  ),
  meanwhile('the character after the word deleted', '会议应当', '会议当', done(whole).replace('强应', '强')),
  meanwhile(
    'the paragraph split before the caret',
    '第一条　会',
    '第一条　\n\n会',
    done(whole).replace('条　会', '条　\n\n会'),
  ),
  meanwhile(
    'the paragraph split after the caret',
    '应当有议',
    '应当\n\n有议',
    done(whole).replace('当有', '当\n\n有'),
  ),
  meanwhile(
    'the paragraph joined to the heading',
    '办法\n\n第一',
    '办法第一',
    done(whole).replace('办法\n\n', '办法'),
  ),
  meanwhile('the whole article deleted', '第一条　会议应当有议题。\n\n', '', `${head}加强${rest.slice(2)}`),
  meanwhile('everything deleted', whole.replace('‸', ''), '', '加强'),
  meanwhile(
    'twenty thousand characters above',
    '# 会',
    `${'总则。'.repeat(7000)}\n# 会`,
    `${'总则。'.repeat(7000)}\n${done(whole)}`,
  ),
  {
    name: 'articles renumbered, and a new one above',
    text: whole,
    steps: word(
      { from: '第二条', to: '第三条' },
      { from: '第一条', to: '第二条' },
      { from: '办法\n\n', to: '办法\n\n第一条　为了开好会，制定本办法。\n\n' },
    ),
    becomes: done(whole)
      .replace('第二条', '第三条')
      .replace('第一条', '第一条　为了开好会，制定本办法。\n\n第二条'),
    changes: 1,
  },
  {
    name: 'something at every step',
    text: whole,
    steps: [...begun, ...ended.slice(0, 3)]
      .flatMap((step): Step[] => [step, { from: '第一条', to: '　第一条' }])
      .concat(ended.slice(3)),
    becomes: done(whole).replace('第一条', '　　　　　第一条'),
    changes: 1,
  },
];

const borders: CompositionCase[] = [
  into(
    'at the start within bold',
    '第一条　**‸会议**应当有议题。',
    [{ from: '应当', to: '不必' }],
    '第一条　**加强会议**不必有议题。',
  ),
  into(
    'at the end within bold',
    '第一条　**会议‸**应当有议题。',
    [{ from: '第一条', to: '第二条' }],
    '第二条　**会议加强**应当有议题。',
  ),
  into(
    'just before bold',
    '第一条　‸**会议**应当有议题。',
    [{ from: '**会议**', to: '会议' }],
    '第一条　加强会议应当有议题。',
  ),
  into(
    'just after bold',
    '第一条　**会议**‸应当有议题。',
    [{ from: '议题', to: '**议题**' }],
    '第一条　**会议**加强应当有**议题**。',
  ),
  into(
    'between the two stars',
    '第一条　*‸*会议**应当',
    [{ from: '应当', to: '不必' }],
    '第一条　*加强*会议**不必',
  ),
  into(
    'at the start of a heading',
    '# ‸会议\n\n第一条',
    [{ from: '会议', to: '会议管理' }],
    '# 加强会议管理\n\n第一条',
  ),
  into('at the end of a heading', '# 会议‸\n\n第一条', [{ from: '# ', to: '## ' }], '## 会议加强\n\n第一条'),
  into('in an empty document', '‸'),
  {
    name: 'in an empty document that somebody else fills',
    text: '‸',
    steps: word({ from: '', to: '总则' }),
    becomes: ['总则加强', '加强总则'],
    changes: 1,
  },
  into('at the start of the document', '‸第一条　会议', [{ from: '会议', to: '开会' }], '加强第一条　开会'),
  into('at the end of the document', '第一条　会议‸', [{ from: '第一条', to: '第二条' }], '第二条　会议加强'),
  into(
    'in an empty line',
    '第一条\n\n‸\n\n第二条',
    [{ from: '第一条', to: '第一条　会议' }],
    '第一条　会议\n\n加强\n\n第二条',
  ),
  into('beside emoji', '第一条👩‍👩‍👧‸👍🏽会议', [{ from: '第一条', to: '🏛第一条' }], '🏛第一条👩‍👩‍👧加强👍🏽会议'),
  into(
    'beside characters outside the basic plane',
    '𠮷𡈽‸𣲷，会议',
    [{ from: '会议', to: '𬺈会议' }],
    '𠮷𡈽加强𣲷，𬺈会议',
  ),
  into('beside combining marks', 'é‸ñ会议', [{ from: '会议', to: '开会' }], 'é加强ñ开会'),
  into(
    'beside NUL and other ends of lines that somebody else’s program left',
    '第一条\0会\r议‸应\r当，会议',
    [{ from: '，会议', to: '，\r\n会议' }],
    '第一条\0会\r议加强应\r当，\r\n会议',
  ),
  into(
    'beside text from right to left',
    'שלום‸עולם 会议',
    [{ from: '会议', to: '开会' }],
    'שלום加强עולם 开会',
  ),
];

const other: CompositionCase[] = [
  {
    name: 'two compose at one place',
    text: whole,
    steps: [...begun, { otherComposes: 'luo', after: '第一条　会议' }, ...ended, { otherCommits: '落实' }],
    becomes: either('落实', '加强'),
    changes: 1,
  },
  {
    name: 'two compose in one article, the other one ends first',
    text: whole,
    steps: word({ otherComposes: 'luo', after: '应当' }, { otherCommits: '落实' }),
    becomes: done(whole).replace('应当', '应当落实'),
    changes: 1,
  },
  {
    name: 'somebody else’s caret and selection come into the paragraph, and move',
    text: whole,
    steps: word({ caretOf: '会议应' }, { caretOf: '应当' }, { caretOf: '第一' }),
    becomes: done(whole),
    changes: 1,
  },
  {
    name: 'a selection is replaced',
    text: '第一条　‸会议‸应当有议题。',
    steps: word({ from: '应当', to: '不必' }),
    becomes: '第一条　加强不必有议题。',
    changes: 1,
  },
  {
    name: 'a selection is replaced in which somebody else writes',
    text: '第一条　‸会议‸应当有议题。',
    steps: word({ from: '会议', to: '会上议' }),
    becomes: ['第一条　加强上应当有议题。', '第一条　上加强应当有议题。'],
    changes: 1,
  },
  {
    name: 'a selection over two articles is replaced',
    text: '第一条　会‸议。\n\n第二条　会‸议。',
    steps: word({ from: '第一条', to: '第三条' }),
    becomes: '第三条　会加强议。',
    changes: 1,
  },
  {
    name: 'given up',
    text: whole,
    steps: [...begun, { cancel: true }],
    becomes: whole.replace('‸', ''),
    changes: 0,
  },
  {
    name: 'given up after somebody else wrote in the paragraph',
    text: whole,
    steps: [...begun, { from: '第一条', to: '第三条' }, { cancel: true }],
    becomes: whole.replace('‸', '').replace('第一条', '第三条'),
    changes: 0,
  },
  {
    name: 'the caret moves within what is composed',
    text: whole,
    steps: [
      ...begun,
      { compose: 'jia', caret: 1 },
      { from: '第一条', to: '第三条' },
      { compose: 'jian', caret: 2 },
      { commit: '加强' },
    ],
    becomes: done(whole).replace('第一条', '第三条'),
    changes: 1,
  },
  {
    name: 'two words, somebody else writes during each',
    text: whole,
    steps: [
      ...word({ from: '第一条', to: '第三条' }),
      { compose: 'h' },
      { from: '第三条', to: '第四条' },
      { compose: 'he' },
      { commit: '和' },
    ],
    becomes: done(whole).replace('第一条', '第四条').replace('加强', '加强和'),
    changes: 2,
  },
  {
    name: 'after letters that were typed without an input method',
    text: whole,
    steps: [{ commit: 'A' }, ...word({ from: '第一条', to: '第三条' })],
    becomes: done(whole).replace('第一条', '第三条').replace('加强', 'A加强'),
    changes: 2,
  },
  {
    name: 'a word chosen in parts',
    text: whole,
    steps: [
      { compose: 'jiaqiang' },
      { compose: '加qiang' },
      { from: '第一条', to: '第三条' },
      { compose: '加强' },
      { commit: '加强' },
    ],
    becomes: done(whole).replace('第一条', '第三条'),
    changes: 1,
  },
];

const undoing: CompositionCase[] = [
  {
    name: 'undone afterwards: one’s own word only',
    text: whole,
    steps: [...word({ from: '第一条', to: '第三条' }), { undo: true }],
    becomes: whole.replace('‸', '').replace('第一条', '第三条'),
    changes: 2,
  },
  {
    name: 'undone and done again',
    text: whole,
    steps: [
      ...word({ from: '第一条', to: '第三条' }),
      { undo: true },
      { from: '第二条', to: '第四条' },
      { redo: true },
    ],
    becomes: done(whole).replace('第一条', '第三条').replace('第二条', '第四条'),
    changes: 3,
  },
  {
    name: 'undo while composing',
    text: whole,
    steps: word({ from: '第一条', to: '第三条' }, { undo: true }),
    becomes: done(whole).replace('第一条', '第三条'),
    changes: 1,
    begins: 2,
  },
];

const holding: CompositionCase[] = [
  {
    name: 'the field is left: what is composed stays, and is written',
    text: whole,
    steps: [...begun, { from: '第一条', to: '第三条' }, { blur: true }],
    becomes: whole.replace('‸', 'ji').replace('第一条', '第三条'),
    changes: 1,
  },
  {
    name: 'open for too long: written, others seen elsewhere, and composed on',
    text: whole,
    steps: word({ from: '第二条', to: '第三条' }, { hold: true }),
    becomes: done(whole).replace('第二条', '第三条'),
    changes: 2,
  },
  {
    name: 'open for too long, somebody else in the paragraph: seen at the end',
    text: whole,
    steps: word({ from: '第一条', to: '第三条' }, { hold: true }),
    becomes: done(whole).replace('第一条', '第三条'),
    changes: 2,
  },
  {
    name: 'open for twice as long',
    text: whole,
    steps: word(
      { hold: true },
      { from: '第一条', to: '第三条' },
      { compose: 'jia' },
      { hold: true },
      { from: '第二条', to: '第四条' },
    ),
    becomes: done(whole).replace('第一条', '第三条').replace('第二条', '第四条'),
    changes: 3,
  },
  {
    name: 'the engine is gone meanwhile',
    text: whole,
    steps: [...begun, { engine: 'gone' }, ...ended, { engine: 'back' }],
    becomes: done(whole),
    changes: 1,
  },
  {
    name: 'the engine starts anew meanwhile',
    text: whole,
    steps: [
      ...begun,
      { from: '第一条', to: '第三条' },
      { engine: 'gone' },
      ...ended,
      { engine: 'restarted' },
    ],
    becomes: done(whole).replace('第一条', '第三条'),
    changes: 1,
  },
];

export const compositionCases: CompositionCase[] = [
  ...first,
  ...places,
  ...borders,
  ...other,
  ...undoing,
  ...holding,
];
