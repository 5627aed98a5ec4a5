/** The script of a register's proof, which is bundled into it as text: counts the register again, then draws it, and nothing before. */
import { node } from '../../exchange/proof/page-node.ts';
import { officeFingerprint } from '../../ledger/office-fingerprint.ts';
import { cellText } from '../../office/registers/cell-text.ts';
import type { Register, RegisterFact, RegisterOrder } from '../../office/registers/register.ts';
import { registerPageWords, type RegisterPageWords } from './register-page-words.ts';
import { verifyRegister, type RegisterVerdict } from './verify-register.ts';

async function verdictHere(): Promise<RegisterVerdict> {
  try {
    return await verifyRegister(JSON.parse(document.querySelector('#proof')?.textContent ?? ''));
  } catch {
    return { valid: false, fault: 'malformed' };
  }
}

function verdictNode(verdict: RegisterVerdict, words: RegisterPageWords): HTMLElement {
  const { valid, fault = 'malformed', register, order, roster, differs = [], entries = 0 } = verdict;
  const made = node('section', 'verdict');
  made.dataset['valid'] = String(valid);
  made.append(node('h1', '', valid ? words.valid : words.invalid));
  const say = (text: string): void => made.append(node('p', 'meaning', text));
  if (!valid) say(words.fault[fault]);
  if (fault === 'register' && !valid)
    say(
      differs.length === 0
        ? words.differsElsewhere
        : words.differs(differs.map((row) => row + 1).join(words.list)),
    );
  if (valid && register !== undefined && order !== undefined && roster !== undefined) {
    say(words.validMeaning(register.office, entries));
    const by = roster.members.get(order.by)?.name ?? '';
    const device = roster.devices.get(order.device)?.name ?? '';
    say(words.madeBy(by, device, cellText({ at: order.at }, order.zone)));
  }
  return made;
}

function compareNode(office: string, words: RegisterPageWords): HTMLElement {
  const groups = officeFingerprint(office)
    .split(' ')
    .map((group) => node('span', '', group));
  return node(
    'section',
    'compare',
    node('h2', '', words.compareHead),
    node('p', 'fingerprint', ...groups.flatMap((group) => [group, ' '])),
    node('p', '', words.compare),
  );
}

function factList(facts: readonly RegisterFact[], zone: number): HTMLElement {
  return node(
    'dl',
    '',
    ...facts.map(({ name, value }) => {
      const text = cellText(value, zone);
      const kind = /^[0-9a-f]{64}$/.test(text) ? 'hash' : '';
      return node('div', '', node('dt', '', name), node('dd', kind, text));
    }),
  );
}

function registerNode(
  register: Register,
  { zone }: RegisterOrder,
  differs: ReadonlySet<number>,
): HTMLElement {
  const table = node(
    'table',
    '',
    node('thead', '', node('tr', '', ...register.columns.map(({ name }) => heading(name)))),
    node(
      'tbody',
      '',
      ...register.rows.map((cells, at) => {
        const row = node('tr', '', ...cells.map((cell) => node('td', '', cellText(cell, zone))));
        if (differs.has(at)) row.dataset['differs'] = '';
        return row;
      }),
    ),
  );
  const scrolled = node('div', 'table', table);
  // What scrolls is reached with the keyboard.
  scrolled.tabIndex = 0;
  scrolled.setAttribute('role', 'region');
  scrolled.setAttribute('aria-label', register.title);
  return node(
    'section',
    'register',
    node('h2', 'rule-title', register.title),
    factList(register.head, zone),
    scrolled,
    ...register.notes.map((note) => node('p', 'note', note)),
  );
}

function heading(name: string): HTMLElement {
  const made = node('th', '', name);
  made.scope = 'col';
  return made;
}

async function show(): Promise<void> {
  const words = registerPageWords(navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
  const verdict = await verdictHere();
  const { register, order, office, fault } = verdict;
  const parts: HTMLElement[] = [verdictNode(verdict, words)];
  document.title = words.invalid;
  // What nobody of the office stands for is not shown under its name.
  if (register !== undefined && order !== undefined && office !== undefined && fault !== 'maker') {
    const made = cellText({ at: order.at }, order.zone);
    parts.push(
      compareNode(office, words),
      registerNode(register, order, new Set(verdict.differs)),
      node('section', 'facts', node('h2', '', words.factsHead), factList(register.foot, order.zone)),
      node('section', 'limits', node('h2', '', words.limits), node('p', '', words.limitsText(made))),
    );
    if (verdict.valid) document.title = `${register.title} ${words.valid}`;
    document.body.classList.add('wide');
  }
  document.documentElement.lang = words.locale;
  const page = document.querySelector('#page')!;
  page.replaceChildren(...parts);
  page.setAttribute('data-done', '');
}

void show();
