import { isDeepStrictEqual } from 'node:util';
import { formatRoute, parseRoute } from '../../../src/app/route.ts';
import { decodeText } from '../../../src/exchange/decode-text.ts';
import { editionToMarkdown } from '../../../src/exchange/export-markdown.ts';
import { readFrontMatter, splitFrontMatter } from '../../../src/exchange/front-matter.ts';
import { readText } from '../../../src/exchange/read-text.ts';
import { Refusal } from '../../../src/exchange/refusal.ts';
import { unzip } from '../../../src/exchange/unzip.ts';
import { parseAddress, formatAddress } from '../../../src/rule/address.ts';
import { classificationMark } from '../../../src/rule/classification-mark.ts';
import type { RuleContent } from '../../../src/rule/edition.ts';
import { findCitations } from '../../../src/rule/find-citations.ts';
import { inlineSpans } from '../../../src/rule/inline-spans.ts';
import { markdownBlocks } from '../../../src/rule/markdown-blocks.ts';
import { normaliseText } from '../../../src/rule/normalise-text.ts';
import { parseText } from '../../../src/rule/parse-text.ts';
import { readingUnits } from '../../../src/rule/reading-units.ts';
import { checksum } from '../../../src/search/checksum.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { buildSegment, readSegment, SegmentUnusable } from '../../../src/search/segment.ts';
import { canonicalJson } from '../../../src/ledger/canonical-json.ts';
import { DamagedDocument } from '../../../src/store/damaged-document.ts';
import { toEditionContent } from '../../../src/store/edition-content.ts';
import { headLength, makeHead, sealFrame } from '../../../src/store/log-frame.ts';
import { encodePayload, toEntry } from '../../../src/store/log-payload.ts';
import { fieldsIn } from '../../../src/store/read-fields.ts';
import { scanLog } from '../../../src/store/scan-log.ts';
import { zipOf } from '../../exchange/some-zip.ts';
import type { Random } from '../../faults/random.ts';
import { harmfulSpans, inconsistencies, wrongCitations } from '../../rule/consistent.ts';
import { bundleTargets } from './bundle-targets.ts';
import { remarkTargets } from './remark-targets.ts';
import { lineTargets } from './line-targets.ts';
import { joined, mutateBytes, mutateText } from './mutate.ts';
import { draftTargets } from './draft-targets.ts';
import { officeTargets } from './office-targets.ts';
import { opinionsTargets } from './opinions-targets.ts';
import { syncTargets } from './sync-targets.ts';
import { must, none, target, type Target } from './target.ts';
import { validQueries, validRoutes, validTexts } from './valid-texts.ts';

const isRefusal = (error: unknown): boolean => error instanceof Refusal;
const someText = (random: Random): string => mutateText(random, random.pick(validTexts), validTexts);

const rule: RuleContent = { v: 1, id: 'abcd1234ef', title: '', kind: 'rule', tags: [], editions: [] };

const segment = buildSegment(
  validTexts.map((text, i) => ({
    edition: `edition${i}`,
    title: `灯光办法${i}`,
    units: text.split('\n\n').map((words, n) => ({ path: `第${n >> 2}章`, text: words })),
  })),
).bytes;

/** Half of the time with a checksum that holds, or nothing behind it would ever be read. */
function someSegment(random: Random): Uint8Array {
  const bytes = mutateBytes(random, segment);
  if (bytes.length < 8 || random.chance(0.5)) return bytes;
  bytes.set(segment.subarray(0, 4));
  new DataView(bytes.buffer).setUint32(4, checksum(bytes.subarray(8)), true);
  return bytes;
}

const logHead = makeHead(new Uint8Array(8).fill(7));
const payload = encodePayload([
  toEntry({ room: 'kv', key: '灯', value: { a: [1, '灯'] } }),
  toEntry({ room: 'rules', key: 'b', value: new Uint8Array(40) }),
  toEntry({ room: 'kv', key: 'c' }),
]);

/** A log of some frames, damaged inside a frame that holds or anywhere. */
function someLog(random: Random): Uint8Array {
  const parts: Uint8Array[] = [logHead];
  let at = headLength;
  for (let frames = 1 + random.below(4); frames > 0; frames--) {
    const inside = random.chance(0.4) ? mutateBytes(random, payload) : payload;
    const frame = sealFrame(logHead, at, random.chance(0.9) ? at : random.pick([0, -1, NaN, 1e300]), inside);
    parts.push(frame);
    at += frame.length;
  }
  const bytes = joined(...parts);
  return random.chance(0.5) ? bytes : joined(logHead, mutateBytes(random, bytes.subarray(headLength)));
}

const edition = JSON.stringify({
  v: 1,
  title: '灯光办法',
  part: '总则',
  date: '2020-05-01',
  effectiveOn: '2020-06-01',
  effectiveFrom: 'text',
  trial: true,
  events: [{ on: '2020-05-01', text: '会议通过' }],
  received: { from: '上级', on: '2020-05-02', mayForward: false },
  text: '第一条 关灯。',
});

/** Plain data that may be anything that JSON can say. */
function someData(random: Random): unknown {
  for (;;) {
    try {
      const values = [
        'null',
        '[]',
        '{}',
        '1.5',
        '-0',
        '"灯"',
        '"\\ud800"',
        '1e400',
        '[[[[1]]]]',
        '{"__proto__":1}',
      ];
      const text = random.chance(0.5)
        ? edition.replaceAll(/"[^"]*"(?=[,}])|\b(?:1|true|false)\b/g, (old) =>
            random.chance(0.15) ? random.pick(values) : old,
          )
        : mutateText(random, edition, [edition]);
      return JSON.parse(text);
    } catch {
      if (random.chance(0.01)) return {};
    }
  }
}

const zip = zipOf([
  { name: '后勤/灯.md', bytes: validTexts[0]! },
  { name: Buffer.from('b5c62e747874', 'hex'), bytes: validTexts[1]!, stored: true },
  { name: 'c.md', bytes: '', encrypted: true },
]);

export const targets: readonly Target[] = [
  target({
    name: 'normalise',
    make: someText,
    read: (raw) => {
      const text = normaliseText(raw);
      must(normaliseText(text) === text, 'applying it twice changes something');
    },
  }),
  target({
    name: 'parse-text',
    make: someText,
    read: (raw) => {
      const parsed = parseText(raw);
      if (raw.length < 20_000) none(inconsistencies(raw, parsed));
    },
  }),
  target({
    name: 'find-citations',
    make: (random) => {
      const text = normaliseText(someText(random));
      return { text, parsed: parseText(text) };
    },
    read: ({ text, parsed }) => none(wrongCitations(text, parsed, findCitations(text, parsed))),
  }),
  target({
    name: 'reading-units',
    make: (random) => {
      const text = normaliseText(someText(random));
      const parsed = parseText(text);
      return { parsed, citations: findCitations(text, parsed) };
    },
    read: ({ parsed, citations }) => {
      const { preamble, units } = readingUnits(parsed, citations);
      none(harmfulSpans([...preamble, ...units.flatMap((unit) => unit.blocks)]));
    },
  }),
  target({
    name: 'inline-spans',
    make: someText,
    read: (text) => {
      const spans = inlineSpans(text, 0, [], 0);
      none(harmfulSpans([{ kind: 'paragraph', number: 1, spans, items: [] }]));
    },
  }),
  target({
    name: 'markdown-blocks',
    // Every line of such a block begins like the first; see `BlockBuilder`.
    make: (random) => {
      const begin = random.pick(['- ', '* ', '> ', '| ', '```\n']);
      const text = someText(random);
      return begin + (begin === '```\n' ? text : text.replaceAll(/\r\n?|\n/g, `\n${begin}`));
    },
    read: (text) => none(harmfulSpans(markdownBlocks(text))),
  }),
  target({
    name: 'classification-mark',
    make: someText,
    read: (text) => {
      const mark = classificationMark(text.slice(0, 40), text);
      must(mark === undefined || ['绝密', '机密', '秘密'].includes(mark), `a mark ${mark}`);
    },
  }),
  target({
    name: 'decode-text',
    make: (random) =>
      mutateBytes(random, Buffer.from(random.pick(validTexts), random.pick(['utf8', 'utf16le']))),
    read: (bytes) => void decodeText(bytes),
    promised: isRefusal,
  }),
  target({
    name: 'front-matter',
    make: (random) => mutateText(random, validTexts[3]!, validTexts),
    read: (text) => {
      const { yaml } = splitFrontMatter(text) ?? { yaml: text.slice(0, 16_000) };
      JSON.stringify(readFrontMatter(yaml));
    },
    promised: isRefusal,
  }),
  target({
    name: 'read-text',
    make: (random) => ({
      path: mutateText(random, '后勤/灯光办法(2020-05-01).md', validTexts),
      raw: someText(random),
    }),
    read: ({ path, raw }) => {
      const { content } = readText(path, raw).edition;
      must(content.title !== '' && content.text.trim() !== '', 'no title or no text');
      const again = readText('x.md', editionToMarkdown(rule, content)).edition.content;
      must(isDeepStrictEqual(again, content), 'what was written out does not read back');
    },
    promised: isRefusal,
  }),
  target({
    name: 'unzip',
    make: (random) => mutateBytes(random, zip),
    read: (bytes) => {
      for (const entry of unzip(bytes, () => true))
        must(typeof entry.path === 'string', 'an entry without a path');
    },
    promised: isRefusal,
  }),
  target({
    name: 'address',
    make: (random) => mutateText(random, 'a12-1~2.p2.i3.s1', validTexts),
    read: (text) => {
      const address = parseAddress(text);
      must(
        address === undefined || isDeepStrictEqual(parseAddress(formatAddress(address)), address),
        'another address',
      );
    },
  }),
  target({
    name: 'search-query',
    make: (random) => mutateText(random, random.pick(validQueries), validTexts),
    read: (text) => {
      const { terms } = parseQuery(text);
      must(
        terms.every(({ weight }) => Number.isFinite(weight)),
        'a weight that is no number',
      );
    },
  }),
  target({
    name: 'search-segment',
    make: someSegment,
    read: (bytes) => void readSegment(bytes),
    promised: (error) => error instanceof SegmentUnusable,
  }),
  target({
    name: 'canonical-json',
    make: someData,
    read: (data) => {
      const text = canonicalJson(data);
      must(canonicalJson(JSON.parse(text)) === text, 'two notations of one value');
    },
    promised: (error) => error instanceof TypeError,
  }),
  target({
    name: 'edition-content',
    make: someData,
    read: (data) => {
      const content = toEditionContent(fieldsIn(data) ?? {});
      must(isDeepStrictEqual(toEditionContent({ ...content }), content), 'read twice it is another');
      canonicalJson(content);
    },
    promised: (error) => error instanceof DamagedDocument,
  }),
  target({
    name: 'scan-log',
    make: someLog,
    read: (bytes) => {
      const file = {
        size: () => bytes.length,
        read: (at: number, length: number) => bytes.slice(at, at + length),
      };
      const { end, damaged } = scanLog(file as Parameters<typeof scanLog>[0], logHead, ({ at, length }) =>
        must(at >= headLength && at + length <= bytes.length, 'a value outside the log'),
      );
      must(
        end >= headLength && end <= bytes.length && damaged >= 0 && damaged < bytes.length,
        'an end outside',
      );
    },
  }),
  target({
    name: 'route',
    make: (random) => mutateText(random, random.pick(validRoutes), validTexts),
    read: (hash) => {
      const route = parseRoute(hash);
      if (route.page === 'unknown') return;
      must(
        isDeepStrictEqual(parseRoute(formatRoute(route)), route),
        'the address of a route leads elsewhere',
      );
    },
  }),
  ...remarkTargets,
  ...officeTargets,
  ...draftTargets,
  ...bundleTargets,
  ...opinionsTargets,
  ...syncTargets,
  ...lineTargets,
];
