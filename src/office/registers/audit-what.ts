import type { AcknowledgeAct, CirculateAct } from '../../ledger/circulation-acts.ts';
import type { Entry, RosterChange } from '../../ledger/entry.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { AuditWords } from './audit-words.ts';

/** More names or steps than these are counted and not listed. */
const mostListed = 20;

/** What one entry says, in words. Names are those that the roster has today. */
export function auditWhat({ act }: Entry, ledger: Ledger, words: AuditWords): string {
  const roster = ledger.roster.roster();
  const memberName = (id: string): string => roster.members.get(id)?.name ?? id;
  const unitName = (id: string): string => roster.units.get(id)?.name ?? id;
  const about = (id: string | undefined): string => {
    const target = id === undefined ? undefined : ledger.chains.get(id)?.act;
    return target?.type === 'circulate' ? circulated(target, ledger, words) : '';
  };
  switch (act.type) {
    case 'genesis':
    case 'roster':
      return listed(act.changes, (change) => changeWords(change, ledger, words), words.clause, words).join(
        '',
      );
    case 'publish':
      return `${words.document(titleOf(act))}${words.clause}${words.changes[act.change]}`;
    case 'repeal':
      return words.repealOn(words.document(act.title), act.on);
    case 'withdraw': {
      const target = ledger.chains.get(act.entry);
      const what =
        target === undefined || target.act.type === 'withdraw'
          ? act.entry.slice(0, 8)
          : `${words.kinds[target.act.type]} ${auditWhat(target, ledger, words)}`;
      return join([what, act.reason], words);
    }
    case 'circulate':
      return join(
        [
          circulated(act, ledger, words),
          words.levels[act.level],
          act.due === undefined ? '' : words.due(act.due),
        ],
        words,
      );
    case 'acknowledge':
      return acknowledged(act);
    case 'relay':
      return join(
        [
          about(act.circulation),
          words.relayed(unitName(act.unit), words.how[act.how], act.on, act.attended, act.should),
        ],
        words,
      );
    case 'exempt':
      return join(
        [about(act.circulation), listed(act.members, memberName, words.list, words).join(''), act.reason],
        words,
      );
    case 'close':
      return join([about(act.circulation), act.reason ?? ''], words);
    case 'consult':
      return join([act.draft, words.closes(act.closes)], words);
    case 'consult-close':
      return join([act.closes === undefined ? '' : words.closes(act.closes), act.reason ?? ''], words);
    case 'consult-feedback':
      return words.answers(act.answers.length);
    case 'calendar':
      return words.year(act.year);
    case 'export':
      return join([words.forms[act.what], about(act.circulation), words.file(act.file)], words);
    case 'move':
      return join([words.draft(act.draft), words.moved(words.stages[act.from], words.stages[act.to])], words);
    case 'invite':
      return join(
        [
          words.draft(act.draft),
          listed(act.members, memberName, words.list, words).join(''),
          act.ended === true ? words.invitationEnded : '',
        ],
        words,
      );
    case 'approve':
      return words.draft(act.draft);
    case 'inquire':
    case 'interpret': {
      const { publications } = ledger.publications.of(act.rule);
      const title = publications.find(({ edition }) => edition === act.edition)?.act.title;
      return join([title === undefined ? '' : words.document(title), act.address, act.question], words);
    }
    case 'sign-off': {
      const target = ledger.chains.get(act.entry);
      return target?.act.type === 'roster' ? auditWhat(target, ledger, words) : act.entry.slice(0, 8);
    }
    case 'checkpoint':
      return String(act.seen.length);
    case 'key':
      return act.alg;
    case 'other':
      return act.name;
  }

  function acknowledged({ publish, mode, unit, behalf, remark }: AcknowledgeAct): string {
    const target = ledger.chains.get(publish)?.act;
    return join(
      [
        target?.type === 'publish' ? words.document(titleOf(target)) : '',
        words.levels[mode],
        unit === undefined ? '' : words.ofUnit(unitName(unit)),
        behalf === undefined
          ? ''
          : words.forOthers(
              listed(behalf.members, memberName, words.list, words).join(''),
              words.means[behalf.means],
              behalf.reason,
            ),
        remark === undefined ? '' : words.remark(remark.text),
      ],
      words,
    );
  }
}

function changeWords(change: RosterChange, ledger: Ledger, words: AuditWords): string {
  const { members, units, posts, devices } = ledger.roster.roster();
  const member = (id: string): string => members.get(id)?.name ?? id;
  const device = (id: string): string => devices.get(id)?.name ?? id.slice(0, 8);
  const roles = 'roles' in change ? change.roles.map((role) => words.roles[role]).join(words.list) : '';
  switch (change.op) {
    case 'office':
      return words.office(change.name ?? '', change.threshold ?? 0);
    case 'unit':
      return words.unit(change.name ?? units.get(change.id)?.name ?? change.id, change.closed === true);
    case 'post':
      return words.post(change.name ?? posts.get(change.id)?.name ?? change.id, change.closed === true);
    case 'member':
      return words.member(change.name ?? member(change.id));
    case 'grant':
      return words.grant(member(change.member), roles);
    case 'remove':
      return words.remove(member(change.member), roles);
    case 'left':
      return words.left(member(change.member), change.on);
    case 'device':
      return words.device(member(change.member), change.name);
    case 'revoke':
      return words.revoke(device(change.device));
    case 'accept':
      return words.accept(device(change.device));
  }
}

function circulated({ editions }: CirculateAct, { chains }: Ledger, words: AuditWords): string {
  return listed(
    editions,
    ({ publish }) => {
      const act = chains.get(publish)?.act;
      return act?.type === 'publish' ? words.document(titleOf(act)) : publish.slice(0, 8);
    },
    words.list,
    words,
  ).join('');
}

function titleOf({ title, part }: { title: string; part?: string }): string {
  return part === undefined ? title : `${title} ${part}`;
}

function listed<T>(all: readonly T[], say: (one: T) => string, comma: string, words: AuditWords): string[] {
  const more = all.length - mostListed;
  return [all.slice(0, mostListed).map(say).filter(Boolean).join(comma), more > 0 ? words.more(more) : ''];
}

function join(parts: readonly string[], { clause }: AuditWords): string {
  return parts.filter(Boolean).join(clause);
}
