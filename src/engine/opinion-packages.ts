import {
  type CodedOpinions,
  isCarriedBy,
  longestCarried,
  readCarried,
  secretBytes,
} from '../exchange/opinions/opinions-answer.ts';
import type { OpinionsData } from '../exchange/opinions/opinions-data.ts';
import { fileName } from '../exchange/markdown-path.ts';
import { fromBase64url, toBase64url } from '../ledger/base64url.ts';
import { digest } from '../ledger/digest.ts';
import { hex } from '../ledger/sha256.ts';
import { type OpinionSlip, opinionWords, quoteOf, readSlip } from '../office/opinion-slip.ts';
import { draftBody } from '../rule/draft-body.ts';
import { localDay } from '../rule/local-day.ts';
import { fieldsIn, listIn, stringIn } from '../store/read-fields.ts';
import type { RoundContent } from '../store/round-document.ts';
import { sealedHash } from '../store/sealed-document.ts';
import type { Consultation } from './consultation.ts';
import type { Office } from './office.ts';
import type { SavedFile } from './office-protocol.ts';
import type { CarriedReview, OpinionsCalls, RoundView } from './opinions-protocol.ts';
import { roundFault } from './round-fault.ts';
import type { RoundFacts } from './round-view.ts';

type Args<N extends keyof OpinionsCalls> = Parameters<OpinionsCalls[N]>[0];

const mostPeople = 200;

/** What editors remember of a file. */
interface MadeFile {
  at: number;
  people: { name: string; secret: string }[];
}

/** Files for people without the app, and the answers that come back: any editor's device can take them. */
export class OpinionPackages {
  #parts: { office: Office; consultation: Consultation };

  constructor(parts: { office: Office; consultation: Consultation }) {
    this.#parts = parts;
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`, `bad-round` */
  async make({ consultation, names }: Args<'opinionsPackage'>): Promise<SavedFile> {
    const { office, consultation: rounds } = this.#parts;
    const { record, copy } = await rounds.facts(consultation);
    const wanted = [...new Set(names.map((name) => opinionWords(name, 100)).filter(Boolean))];
    if (wanted.length === 0 || wanted.length > mostPeople) throw roundFault('nobody');
    if (copy === undefined) throw roundFault('not-here');
    const id = hex(crypto.getRandomValues(new Uint8Array(16)));
    const people = wanted.map((name) => ({
      name,
      secret: toBase64url(crypto.getRandomValues(new Uint8Array(secretBytes))),
    }));
    const data: OpinionsData = {
      v: 1,
      id,
      office: office.roster.name,
      consultation,
      title: copy.title,
      text: draftBody(copy.text, '').text,
      note: copy.note,
      questions: copy.questions,
      closes: record.closes,
      ...(record.act.shared === true && { shared: true }),
      by: office.roster.members.get(office.me()!.member)?.name ?? '',
      people,
    };
    const { writeOpinionsFile } = await import('../exchange/opinions/write-opinions-file.ts');
    const bytes = await writeOpinionsFile(data);
    // Kept first: an answer to a file whose secrets are lost could never be checked.
    await rounds.intake.put(record, { packages: { [id]: { at: Date.now(), people } } });
    const who = wanted.join('、').slice(0, 60);
    return { name: `${fileName(`征求意见 ${copy.title} ${who}`)}.html`, bytes };
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`; storage problems: that answer was not taken, nor those after it */
  async read({ consultation, bytes, take }: Args<'readOpinions'>): Promise<CarriedReview[]> {
    const { consultation: rounds } = this.#parts;
    rounds.mustEdit();
    if (bytes.length > longestCarried) return [{ outcome: 'too-large' }];
    const found = readCarried(bytes);
    if (found.length === 0) return [{ outcome: 'none' }];
    const reviews: CarriedReview[] = [];
    for (const one of found) {
      if (one === 'damaged') {
        reviews.push({ outcome: 'damaged' });
        continue;
      }
      const facts = await rounds.facts(consultation);
      const looked = look(one, facts);
      if (take && looked.slip !== undefined) await this.#take(one, looked.slip, looked.review.name!, facts);
      reviews.push(looked.review);
    }
    return reviews;
  }

  async #take({ text }: CodedOpinions, slip: OpinionSlip, name: string, facts: RoundFacts): Promise<void> {
    const { office, consultation } = this.#parts;
    const carried = { name, by: office.me()!.member };
    const value = { body: JSON.stringify(slip), arrived: Date.now(), carried };
    await consultation.intake.put(facts.record, { slips: { [hashOf(text)]: value } });
  }
}

const hashOf = (line: string): string => sealedHash(new TextEncoder().encode(line));

/** What an answer is worth; with its slip when it is to be taken. */
function look(
  coded: CodedOpinions,
  { record, round, slips }: RoundFacts,
): { review: CarriedReview; slip?: OpinionSlip } {
  const { answer } = coded;
  const made = filesOf(round).get(answer.package);
  if (answer.consultation !== record.entry.id || made === undefined)
    return { review: { outcome: 'unknown' } };
  const person = made.people[answer.person];
  const secret = person && fromBase64url(person.secret);
  if (person === undefined || secret === undefined || !isCarriedBy(coded, secret))
    return { review: { outcome: 'altered' } };
  const { name } = person;
  const said = { name, opinions: answer.opinions.length };
  const slip = slipOf(coded);
  if (slip === undefined) return { review: { outcome: 'damaged' } };
  if (round !== undefined && hashOf(coded.text) in round.slips)
    return { review: { outcome: 'taken', ...said } };
  const isOlder = slips.some((one) => one.slip.id === slip.id && one.slip.turn >= slip.turn);
  if (isOlder) return { review: { outcome: 'older', ...said } };
  return { review: { outcome: 'good', ...said }, slip };
}

/** @param id of the file */
function slipName(id: string, person: number): string {
  return hex(digest('guiju/carried-slip/1', new TextEncoder().encode(`${id} ${person}`)).slice(0, 16));
}

/** The same person's next answer from the same file comes in the place of this one. */
function slipOf({ answer }: CodedOpinions): OpinionSlip | undefined {
  const { package: id, person, consultation, none, at } = answer;
  const opinions = answer.opinions.map(({ address, label, quote, text, proposal }, i) => ({
    id: i.toString(16).padStart(16, '0'),
    address: opinionWords(address, 100),
    label: opinionWords(label, 200),
    quote: quoteOf(quote),
    text: opinionWords(text),
    proposal: opinionWords(proposal),
  }));
  try {
    return readSlip({
      v: 1,
      consultation,
      id: slipName(id, person),
      turn: at,
      ...(none && opinions.length === 0 && { none: true }),
      opinions,
      on: localDay(at),
    });
  } catch {
    return undefined;
  }
}

function filesOf(round: RoundContent | undefined): Map<string, MadeFile> {
  return new Map(
    Object.entries(round?.packages ?? {}).flatMap(([id, value]): [string, MadeFile][] => {
      const from = fieldsIn(value) ?? {};
      const { at } = from;
      if (typeof at !== 'number') return [];
      const people = listIn(from, 'people').map((one) => {
        const person = fieldsIn(one) ?? {};
        return { name: stringIn(person, 'name') ?? '', secret: stringIn(person, 'secret') ?? '' };
      });
      return [[id, { at, people }]];
    }),
  );
}

/** Files that were made for a round, the newest first. */
export function madePackages({ round, slips }: RoundFacts): RoundView['packages'] {
  const answered = new Set(slips.flatMap(({ slip, carried }) => (carried === undefined ? [] : [slip.id])));
  return [...filesOf(round)]
    .map(([id, { at, people }]) => ({
      id,
      at,
      people: people.map(({ name }, person) => ({ name, isAnswered: answered.has(slipName(id, person)) })),
    }))
    .sort((a, b) => b.at - a.at);
}
