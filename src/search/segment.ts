import { checksum } from './checksum.ts';
import { collectPostings } from './collect-postings.ts';
import { packPostings, readPacked, unpackPostings, type PackedPostings, type Postings } from './postings.ts';
import { ByteReader, ByteWriter } from './varint.ts';

/** What is indexed of an edition. */
export interface EditionDocs {
  edition: string;
  title: string;
  units: { path: string; text: string }[];
}

/** Thrown when stored bytes are damaged or of another version; the index is then built again. */
export class SegmentUnusable extends Error {
  override name = 'SegmentUnusable';
}

const magic = 0x53324a47;

/**
 * An immutable part of the index: some editions, their units as documents, and for each run of units with
 * the same title and headings a section, which is indexed once for all of them.
 */
export interface Segment {
  bytes: Uint8Array;
  editions: readonly string[];
  /** First document of each edition; one more at the end. */
  firstDoc: Uint32Array;
  /** Section of each document. */
  sectionOf: Uint32Array;
  /** Edition number of each section. */
  editionOf: Uint32Array;
  /** Characters of each document and each section. */
  lengths: Uint32Array;
  sectionLengths: Uint32Array;
  body: PackedPostings;
  head: PackedPostings;
}

/** What a segment is packed from. */
interface SegmentParts {
  editions: readonly string[];
  docsPerEdition: readonly number[];
  sectionOf: Uint32Array;
  editionOf: Uint32Array;
  lengths: Uint32Array;
  sectionLengths: Uint32Array;
  body: Postings;
  head: Postings;
}

/** Indexes editions. */
export function buildSegment(docs: readonly EditionDocs[]): Segment {
  const texts: string[] = [];
  const heads: string[] = [];
  const sectionOf: number[] = [];
  const editionOf: number[] = [];
  docs.forEach(({ title, units }, edition) => {
    let path: string | undefined;
    for (const unit of units) {
      if (unit.path !== path) {
        path = unit.path;
        heads.push(`${title} ${path}`);
        editionOf.push(edition);
      }
      sectionOf.push(heads.length - 1);
      texts.push(unit.text);
    }
  });
  const body = collectPostings(texts);
  const head = collectPostings(heads);
  return packSegment({
    editions: docs.map(({ edition }) => edition),
    docsPerEdition: docs.map(({ units }) => units.length),
    sectionOf: Uint32Array.from(sectionOf),
    editionOf: Uint32Array.from(editionOf),
    lengths: body.lengths,
    sectionLengths: head.lengths,
    body: body.postings,
    head: head.postings,
  });
}

function packSegment(parts: SegmentParts): Segment {
  const writer = new ByteWriter(1 << 16);
  const names = new TextEncoder().encode(JSON.stringify(parts.editions));
  writer.varint(names.length);
  writer.raw(names);
  for (const count of parts.docsPerEdition) writer.varint(count);
  writer.varint(parts.sectionOf.length);
  let before = 0;
  for (let doc = 0; doc < parts.sectionOf.length; doc++) {
    const section = parts.sectionOf[doc]!;
    writer.varint(section - before);
    writer.varint(parts.lengths[doc]!);
    before = section;
  }
  writer.varint(parts.editionOf.length);
  before = 0;
  for (let section = 0; section < parts.editionOf.length; section++) {
    writer.varint(parts.editionOf[section]! - before);
    writer.varint(parts.sectionLengths[section]!);
    before = parts.editionOf[section]!;
  }
  writer.raw(packPostings(parts.body));
  writer.raw(packPostings(parts.head));
  const bytes = new Uint8Array(writer.length + 8);
  bytes.set(writer.bytes(), 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, checksum(bytes.subarray(8)), true);
  return readSegment(bytes);
}

/** @throws {SegmentUnusable} */
export function readSegment(bytes: Uint8Array): Segment {
  try {
    return read(bytes);
  } catch (cause) {
    if (cause instanceof SegmentUnusable) throw cause;
    throw new SegmentUnusable('damaged', { cause });
  }
}

function read(bytes: Uint8Array): Segment {
  if (bytes.length < 16) throw new SegmentUnusable('too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (view.getUint32(0, true) !== magic) throw new SegmentUnusable('another version');
  if (view.getUint32(4, true) !== checksum(bytes.subarray(8))) throw new SegmentUnusable('damaged');
  const reader = new ByteReader(bytes, 8);
  const editions = JSON.parse(new TextDecoder().decode(reader.raw(reader.varint()))) as string[];
  const firstDoc = new Uint32Array(editions.length + 1);
  for (let i = 0; i < editions.length; i++) firstDoc[i + 1] = firstDoc[i]! + reader.varint();
  const docs = reader.varint();
  if (docs !== firstDoc.at(-1) || docs > bytes.length) throw new SegmentUnusable('damaged');
  const sectionOf = new Uint32Array(docs);
  const lengths = new Uint32Array(docs);
  let section = 0;
  for (let doc = 0; doc < docs; doc++) {
    section += reader.varint();
    sectionOf[doc] = section;
    lengths[doc] = reader.varint();
  }
  const sections = reader.varint();
  if (sections > bytes.length) throw new SegmentUnusable('damaged');
  const editionOf = new Uint32Array(sections);
  const sectionLengths = new Uint32Array(sections);
  let edition = 0;
  for (let i = 0; i < sections; i++) {
    edition += reader.varint();
    editionOf[i] = edition;
    sectionLengths[i] = reader.varint();
  }
  const body = readPacked(reader);
  const head = readPacked(reader);
  return { bytes, editions, firstDoc, sectionOf, editionOf, lengths, sectionLengths, body, head };
}

/**
 * Makes one segment of several.
 *
 * @param isGone is this edition of the segment at this place to be left out?
 */
export function mergeSegments(
  segments: readonly Segment[],
  isGone: (edition: string, segment: number) => boolean,
): Segment {
  const editions: string[] = [];
  const docsPerEdition: number[] = [];
  const sectionOf: number[] = [];
  const editionOf: number[] = [];
  const lengths: number[] = [];
  const sectionLengths: number[] = [];
  /** New numbers by old ones, -1 for what is gone. */
  const docMaps: Int32Array[] = [];
  const sectionMaps: Int32Array[] = [];
  segments.forEach((segment, place) => {
    const docMap = new Int32Array(segment.sectionOf.length).fill(-1);
    const sectionMap = new Int32Array(segment.editionOf.length).fill(-1);
    segment.editions.forEach((edition, number) => {
      if (isGone(edition, place)) return;
      const from = segment.firstDoc[number]!;
      const to = segment.firstDoc[number + 1]!;
      for (let doc = from; doc < to; doc++) {
        const section = segment.sectionOf[doc]!;
        if (sectionMap[section] === -1) {
          sectionMap[section] = editionOf.length;
          editionOf.push(editions.length);
          sectionLengths.push(segment.sectionLengths[section]!);
        }
        docMap[doc] = sectionOf.length;
        sectionOf.push(sectionMap[section]!);
        lengths.push(segment.lengths[doc]!);
      }
      editions.push(edition);
      docsPerEdition.push(to - from);
    });
    docMaps.push(docMap);
    sectionMaps.push(sectionMap);
  });
  return packSegment({
    editions,
    docsPerEdition,
    sectionOf: Uint32Array.from(sectionOf),
    editionOf: Uint32Array.from(editionOf),
    lengths: Uint32Array.from(lengths),
    sectionLengths: Uint32Array.from(sectionLengths),
    body: mergePostings(
      segments.map(({ body }) => unpackPostings(body)),
      docMaps,
    ),
    head: mergePostings(
      segments.map(({ head }) => unpackPostings(head)),
      sectionMaps,
    ),
  });
}

/** Documents keep their order, so the lists of a term only have to be put one after another. */
function mergePostings(parts: readonly Postings[], maps: readonly Int32Array[]): Postings {
  const at = new Uint32Array(parts.length);
  const size = parts.reduce((sum, { docs }) => sum + docs.length, 0);
  const most = parts.reduce((sum, { terms }) => sum + terms.length, 0);
  const docs = new Uint32Array(size);
  const counts = new Uint8Array(size);
  const terms = new Uint32Array(most);
  const starts = new Uint32Array(most + 1);
  let known = 0;
  let write = 0;
  for (;;) {
    let term = Infinity;
    for (let i = 0; i < parts.length; i++) term = Math.min(term, parts[i]!.terms[at[i]!] ?? Infinity);
    if (term === Infinity) break;
    const begun = write;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!;
      const number = at[i]!;
      if (part.terms[number] !== term) continue;
      at[i] = number + 1;
      const map = maps[i]!;
      const end = part.starts[number + 1]!;
      for (let p = part.starts[number]!; p < end; p++) {
        const doc = map[part.docs[p]!]!;
        if (doc === -1) continue;
        docs[write] = doc;
        counts[write] = part.counts[p]!;
        write += 1;
      }
    }
    if (write === begun) continue;
    terms[known++] = term;
    starts[known] = write;
  }
  return {
    terms: terms.subarray(0, known),
    starts: starts.subarray(0, known + 1),
    docs: docs.subarray(0, write),
    counts: counts.subarray(0, write),
  };
}
