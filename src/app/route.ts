/**
 * Addresses of the app. They stand behind `#`, so any file server or intranet path can serve it, and a
 * colleague can be sent one:
 *
 *     #/rule/<id>/a12?on=2021-01-01     an article as it stood on a day
 *     #/rule/<id>/a12?ed=<hash>         an article of one edition
 *     #/compare/<id>?from=<hash>&to=<hash>   two editions side by side
 *     #/publish/<id>?ed=<hash>          an edition on its way to being issued
 *     #/join?code=<code>                an invitation; behind `#`, so that no server sees the code
 *     #/admit/<invitation>              a device that asks to come in
 *     #/waiting/<circulation>           something that is to be read and acknowledged
 *     #/circulate?rule=<id>&ed=<hash>   an edition on its way to those who must read it
 *     #/circulation/<id>/relays         one circulation, and a part of its page
 *     #/publish-draft/<id>              a draft on its way to being issued
 *     #/draft/<id>/remarks             a text that is being written, and what stands beside it
 *     #/consult/<round>                a draft on which this reader is asked for an opinion
 *     #/person/<id>, #/unit/<id>        what one person, or one unit, has read
 */
import type { Day } from '../rule/validity.ts';
import { isDraftId } from '../store/draft-id.ts';
import { isRuleId } from '../store/rule-id.ts';

export type Route =
  | { page: 'home' }
  | { page: 'find'; query: string; on?: Day; filters: Record<string, string[]> }
  | { page: 'shelf'; filters: Record<string, string[]>; sort: ShelfSort }
  | { page: 'rule'; rule: string; address?: string; on?: Day; edition?: string }
  | { page: 'compare'; rule: string; before?: string; after?: string }
  | { page: 'publish'; rule: string; edition: string }
  | { page: 'publish-draft'; draft: string }
  | { page: 'office'; part: OfficePart }
  | { page: 'member'; member: string }
  | { page: 'connections'; part: ConnectionsPart }
  | { page: 'join'; code?: string }
  | { page: 'admit'; invitation: string }
  | { page: 'waiting'; circulation?: string }
  | { page: 'readings' }
  | { page: 'circulate'; rule?: string; edition?: string; replaces?: string }
  | { page: 'circulations'; part: CirculationsPart }
  | { page: 'circulation'; circulation: string; part: CirculationPart }
  | { page: 'person'; member: string }
  | { page: 'drafts' }
  | { page: 'draft'; draft: string; part: DraftPart }
  | { page: 'consult'; consultation: string }
  | { page: 'unit'; unit: string }
  | { page: 'bring-in' }
  | { page: 'device' }
  | { page: 'unknown' };

/** Parts of the office page. */
export const officeParts = ['people', 'units', 'import', 'recovery', 'attention'] as const;
export type OfficePart = (typeof officeParts)[number];

/** Parts of the page about other devices. */
export const connectionsParts = ['devices', 'invitations', 'direct', 'bundles'] as const;
export type ConnectionsPart = (typeof connectionsParts)[number];

/** Parts of the page about all circulations. */
export const circulationsParts = ['list', 'matrix', 'replies', 'calendar', 'audit'] as const;
export type CirculationsPart = (typeof circulationsParts)[number];

/** Parts of the page about one circulation. */
export const circulationParts = ['people', 'relays', 'reminders', 'registers', 'package'] as const;
export type CirculationPart = (typeof circulationParts)[number];

/** What may stand beside the text of a draft, or in its place. */
export const draftParts = ['write', 'remarks', 'history', 'workflow', 'opinions', 'review'] as const;
export type DraftPart = (typeof draftParts)[number];

export type ShelfSort = 'title' | 'date' | 'changed' | 'articles';

export const facetNames = ['validity', 'kind', 'category', 'unit', 'year'] as const;
export type FacetName = (typeof facetNames)[number];

const sorts: readonly string[] = ['title', 'date', 'changed', 'articles'];
/** A text longer than this is no question. */
const longestQuery = 500;
/** Room for the code of an invitation, in whatever groups. */
const longestCode = 60;
/** Room for the longest query, percent-encoded, with every facet. */
const longestHash = 30_000;

function day(value: string | null): Day | undefined {
  if (value === null || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : undefined;
}

/** The hash of an edition, or how it begins. */
function hashOf(value: string | null): string | undefined {
  return value !== null && /^[0-9a-f]{8,64}$/.test(value) ? value : undefined;
}

/** The id of an entry of the ledger. */
function entryId(value: string | null | undefined): string | undefined {
  return value != null && /^[0-9a-f]{64}$/.test(value) ? value : undefined;
}

function filtersOf(params: URLSearchParams): Record<string, string[]> {
  const filters: Record<string, string[]> = {};
  for (const name of facetNames) {
    // An empty value is one: rules that have none under this facet.
    const values = params.getAll(name).filter((value) => value.length < 100);
    if (values.length > 0) filters[name] = values.slice(0, 20);
  }
  return filters;
}

/** Reads what stands behind `#`. Never throws; what it cannot read is `unknown`. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.slice(0, longestHash).replace(/^#/, '').split('?', 2);
  const params = new URLSearchParams(search);
  let parts: string[];
  try {
    parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return { page: 'unknown' };
  }
  const [page, id, address] = parts;
  const on = day(params.get('on'));
  switch (page) {
    case undefined:
      return { page: 'home' };
    case 'find':
      return {
        page: 'find',
        query: (params.get('q') ?? '').slice(0, longestQuery),
        filters: filtersOf(params),
        ...(on && { on }),
      };
    case 'shelf': {
      const sort = params.get('sort') ?? '';
      return {
        page: 'shelf',
        filters: filtersOf(params),
        sort: (sorts.includes(sort) ? sort : 'title') as ShelfSort,
      };
    }
    case 'rule': {
      if (id === undefined || !isRuleId(id)) return { page: 'unknown' };
      const edition = hashOf(params.get('ed'));
      return {
        page: 'rule',
        rule: id,
        ...(address !== undefined && /^[a-z0-9.~-]{1,80}$/.test(address) && { address }),
        ...(on && { on }),
        ...(edition !== undefined && { edition }),
      };
    }
    case 'compare': {
      if (id === undefined || !isRuleId(id)) return { page: 'unknown' };
      const before = hashOf(params.get('from'));
      const after = hashOf(params.get('to'));
      return {
        page: 'compare',
        rule: id,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      };
    }
    case 'publish': {
      const edition = hashOf(params.get('ed'));
      return id === undefined || !isRuleId(id) || edition === undefined
        ? { page: 'unknown' }
        : { page: 'publish', rule: id, edition };
    }
    case 'publish-draft':
      return id === undefined || !isDraftId(id) ? { page: 'unknown' } : { page: 'publish-draft', draft: id };
    case 'office':
      return { page: 'office', part: officeParts.find((part) => part === id) ?? 'people' };
    case 'member':
      return id === undefined || !isRuleId(id) ? { page: 'unknown' } : { page: 'member', member: id };
    case 'connections':
      return { page: 'connections', part: connectionsParts.find((part) => part === id) ?? 'devices' };
    case 'join': {
      // Whether it is one is for the engine to say; here it only has to look like one, with slips and all.
      const code = (params.get('code') ?? '').slice(0, longestCode);
      return { page: 'join', ...(/^[\w -]+$/.test(code) && { code }) };
    }
    case 'admit':
      return id !== undefined && /^[0-9a-f]{32}$/.test(id)
        ? { page: 'admit', invitation: id }
        : { page: 'unknown' };
    case 'waiting': {
      const circulation = entryId(id);
      if (id !== undefined && circulation === undefined) return { page: 'unknown' };
      return { page: 'waiting', ...(circulation !== undefined && { circulation }) };
    }
    case 'readings':
      return { page: 'readings' };
    case 'circulate': {
      const rule = params.get('rule');
      const edition = hashOf(params.get('ed'));
      const replaces = entryId(params.get('replaces'));
      return {
        page: 'circulate',
        ...(rule !== null && isRuleId(rule) && { rule }),
        ...(edition !== undefined && { edition }),
        ...(replaces !== undefined && { replaces }),
      };
    }
    case 'circulations':
      return { page: 'circulations', part: circulationsParts.find((part) => part === id) ?? 'list' };
    case 'circulation': {
      const circulation = entryId(id);
      if (circulation === undefined) return { page: 'unknown' };
      const part = circulationParts.find((one) => one === address) ?? 'people';
      return { page: 'circulation', circulation, part };
    }
    case 'consult': {
      const consultation = entryId(id);
      return consultation === undefined ? { page: 'unknown' } : { page: 'consult', consultation };
    }
    case 'person':
      return id === undefined || !isRuleId(id) ? { page: 'unknown' } : { page: 'person', member: id };
    case 'unit':
      return id === undefined || !isRuleId(id) ? { page: 'unknown' } : { page: 'unit', unit: id };
    case 'drafts':
      return { page: 'drafts' };
    case 'draft': {
      if (id === undefined || !isDraftId(id)) return { page: 'unknown' };
      return { page: 'draft', draft: id, part: draftParts.find((part) => part === address) ?? 'write' };
    }
    case 'bring-in':
      return { page: 'bring-in' };
    case 'device':
      return { page: 'device' };
    default:
      return { page: 'unknown' };
  }
}

/** The address of a route, `#` included. `parseRoute(formatRoute(r))` gives r back. */
export function formatRoute(route: Route): string {
  const params = new URLSearchParams();
  let path: string;
  switch (route.page) {
    case 'find':
      path = 'find';
      if (route.query !== '') params.set('q', route.query);
      break;
    case 'shelf':
      path = 'shelf';
      if (route.sort !== 'title') params.set('sort', route.sort);
      break;
    case 'rule':
      path = `rule/${route.rule}${route.address === undefined ? '' : `/${route.address}`}`;
      if (route.edition !== undefined) params.set('ed', route.edition);
      break;
    case 'compare':
      path = `compare/${route.rule}`;
      if (route.before !== undefined) params.set('from', route.before);
      if (route.after !== undefined) params.set('to', route.after);
      break;
    case 'publish':
      path = `publish/${route.rule}`;
      params.set('ed', route.edition);
      break;
    case 'publish-draft':
      path = `publish-draft/${route.draft}`;
      break;
    case 'office':
      path = route.part === 'people' ? 'office' : `office/${route.part}`;
      break;
    case 'member':
      path = `member/${route.member}`;
      break;
    case 'connections':
      path = route.part === 'devices' ? 'connections' : `connections/${route.part}`;
      break;
    case 'join':
      path = 'join';
      if (route.code !== undefined) params.set('code', route.code);
      break;
    case 'admit':
      path = `admit/${route.invitation}`;
      break;
    case 'waiting':
      path = route.circulation === undefined ? 'waiting' : `waiting/${route.circulation}`;
      break;
    case 'circulate':
      path = 'circulate';
      if (route.rule !== undefined) params.set('rule', route.rule);
      if (route.edition !== undefined) params.set('ed', route.edition);
      if (route.replaces !== undefined) params.set('replaces', route.replaces);
      break;
    case 'circulations':
      path = route.part === 'list' ? 'circulations' : `circulations/${route.part}`;
      break;
    case 'circulation':
      path = `circulation/${route.circulation}${route.part === 'people' ? '' : `/${route.part}`}`;
      break;
    case 'consult':
      path = `consult/${route.consultation}`;
      break;
    case 'person':
      path = `person/${route.member}`;
      break;
    case 'unit':
      path = `unit/${route.unit}`;
      break;
    case 'draft':
      path = `draft/${route.draft}${route.part === 'write' ? '' : `/${route.part}`}`;
      break;
    case 'drafts':
    case 'readings':
    case 'bring-in':
    case 'device':
      path = route.page;
      break;
    default:
      path = '';
  }
  if ('filters' in route) {
    for (const name of facetNames) for (const value of route.filters[name] ?? []) params.append(name, value);
  }
  if ('on' in route && route.on !== undefined) params.set('on', route.on);
  const search = params.toString();
  return `#/${path}${search === '' ? '' : `?${search}`}`;
}
