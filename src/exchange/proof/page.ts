/** The script of a proof file, which is bundled into it as text: verifies the data of its page, then draws what it found, and nothing before. */
import { verifyProof, type ProofVerdict } from '../../ledger/verify-proof.ts';
import { drawText } from './draw-text.ts';
import { node } from './page-node.ts';
import { pageWords, type PageWords } from './page-words.ts';
import { proofFacts, type ProofFacts } from './proof-facts.ts';

async function verdictHere(): Promise<ProofVerdict> {
  try {
    return await verifyProof(JSON.parse(document.querySelector('#proof')?.textContent ?? ''));
  } catch {
    return { valid: false, fault: 'malformed' };
  }
}

function verdictNode(verdict: ProofVerdict, facts: ProofFacts | undefined, words: PageWords): HTMLElement {
  const { valid, fault = 'malformed', refusal } = verdict;
  const isGood = valid && facts !== undefined;
  const made = node('section', 'verdict');
  made.dataset['valid'] = String(isGood);
  const bad = fault === 'withdrawn' || fault === 'disputed' ? words.ended[fault] : words.invalid;
  made.append(node('h1', '', isGood ? words.valid : bad));
  const say = (text: string, kind = ''): void => made.append(node('p', kind, text));
  say(isGood ? words.validMeaning(facts.office.name) : words.fault[fault], 'meaning');
  if (refusal !== undefined) say(words.refusal[refusal]);
  if (isGood) say(issueLine(facts, words));
  if (facts?.withdrawn !== undefined) say(words.withdrawnBy(facts.withdrawn.by, facts.withdrawn.reason));
  if (isGood && facts.endsOn !== undefined) say(words.ends(dayIn(facts.endsOn, words)), 'notice');
  if (isGood && facts.isFollowed) say(words.followed, 'notice');
  return made;
}

/** The one sentence that somebody would write down. */
function issueLine({ content, signedBy, at }: ProofFacts, words: PageWords): string {
  const by = [signedBy.member, signedBy.unit].filter(Boolean).join(words.between);
  const issued = words.issued(content.title, content.docNo ?? '', by, timeIn(at, words));
  const { effectiveOn } = content;
  return effectiveOn === undefined ? issued : `${issued} ${words.inForce(dayIn(effectiveOn, words))}`;
}

function compareNode({ office }: ProofFacts, words: PageWords): HTMLElement {
  const groups = office.fingerprint.split(' ').map((group) => node('span', '', group));
  return node(
    'section',
    'compare',
    node('h2', '', words.compareHead),
    node('p', 'fingerprint', ...groups.flatMap((group) => [group, ' '])),
    node('p', '', words.compare),
  );
}

function factsNode(facts: ProofFacts, words: PageWords): HTMLElement {
  const { content, signedBy, roster } = facts;
  const list = node('dl', '');
  const line = (name: string, value: string | undefined, kind = ''): void => {
    if (value !== undefined && value !== '')
      list.append(node('div', '', node('dt', '', name), node('dd', kind, value)));
  };
  const day = (value: string | undefined): string | undefined => value && dayIn(value, words);
  line(words.office, facts.office.name);
  line(words.docNo, content.docNo);
  line(words.issuer, content.issuer);
  line(words.publishedOn, day(content.publishedOn));
  line(words.effectiveOn, day(content.effectiveOn));
  line(words.expiresOn, day(content.expiresOn));
  line(words.signedBy, [signedBy.member, signedBy.unit].filter(Boolean).join(words.between));
  line(words.device, signedBy.device);
  line(words.at, words.claimed(timeIn(facts.at, words)));
  line(words.roster, words.rosterText(roster.epoch, roster.signedBy.join(words.list)));
  line(words.exported, words.claimed(timeIn(facts.exported, words)));
  line(words.edition, facts.edition, 'hash');
  return node('section', 'facts', node('h2', '', words.factsHead), list);
}

function dayIn(day: string, { locale }: PageWords): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
}

function timeIn(at: number, { locale }: PageWords): string {
  return new Date(at).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
}

async function show(): Promise<void> {
  const words = pageWords(navigator.language);
  const verdict = await verdictHere();
  const facts = proofFacts(verdict);
  const page = document.querySelector('#page')!;
  const parts: HTMLElement[] = [verdictNode(verdict, facts, words)];
  // What has no right to stand for the office is not shown under its name.
  if (facts !== undefined && verdict.fault !== 'not-official') {
    const exported = new Date(facts.exported).toLocaleDateString(words.locale, { dateStyle: 'long' });
    parts.push(
      compareNode(facts, words),
      drawText(facts.content, words.table),
      factsNode(facts, words),
      node('section', 'limits', node('h2', '', words.limits), node('p', '', words.limitsText(exported))),
    );
    document.title = words.title(facts.content.title);
  } else document.title = words.invalid;
  document.documentElement.lang = words.locale;
  page.replaceChildren(...parts);
  page.setAttribute('data-done', '');
}

void show();
