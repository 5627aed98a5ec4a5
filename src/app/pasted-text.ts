import {
  cleanHtml,
  htmlAttributes,
  mostCleaned,
  type HtmlElement,
  type HtmlNode,
} from '../exchange/clean-html.ts';
import { cleanPlain } from '../exchange/clean-plain.ts';
import { isParsable, withoutScripts } from '../exchange/html-bounds.ts';

/** What a clipboard gave, as it goes into a draft. */
export interface PastedText {
  text: string;
  /** What a person should know: what was left out, or why nothing came. */
  pictures: number;
  deletions: number;
  /** The page was too large to be read, so its plain words were taken, or nothing. */
  isTooLarge: boolean;
}

/** Elements deeper than this are left out; no page that a person sees has them. */
const deepest = 500;

/** Plain data of a node; only the attributes that are looked at. */
function treeOf(node: Node, depth: number): HtmlNode | undefined {
  if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE)
    return node.nodeValue ?? '';
  if (node.nodeType !== Node.ELEMENT_NODE || depth > deepest) return undefined;
  const element = node as Element;
  const tag = element.localName.toLowerCase();
  const attributes: Record<string, string> = {};
  for (const name of htmlAttributes) {
    const value = element.getAttribute(name);
    if (value !== null) attributes[name] = value;
  }
  const children: HtmlElement['children'][number][] = [];
  // What is never words need not be walked through; a style sheet says how Word numbers its lists.
  if (tag !== 'script' && tag !== 'svg' && tag !== 'template') {
    for (let child = element.firstChild; child !== null; child = child.nextSibling) {
      const tree = treeOf(child, depth + 1);
      if (tree !== undefined) children.push(tree);
    }
  }
  return { tag, attributes, children };
}

/**
 * What was copied elsewhere as clean text. The page is parsed by itself, without a window: scripts in it do not run and
 * nothing is fetched.
 *
 * @param html as the clipboard has it, empty when it has none
 */
export function pastedText(html: string, plain: string): PastedText {
  const none = { pictures: 0, deletions: 0, isTooLarge: false };
  if (html === '') return taken(plain, none);
  const page = withoutScripts(html);
  if (!isParsable(page)) return taken(plain, { ...none, isTooLarge: true });
  const parsed = new DOMParser().parseFromString(page, 'text/html');
  const cleaned = cleanHtml(treeOf(parsed.documentElement, 0) ?? '');
  if (cleaned === undefined) return taken(plain, { ...none, isTooLarge: true });
  // A page of pictures only, or one whose words are all drawn by a script.
  if (cleaned.text === '' && plain.trim() !== '')
    return taken(plain, { ...none, pictures: cleaned.pictures });
  return { ...none, ...cleaned };
}

function taken(plain: string, rest: Omit<PastedText, 'text'>): PastedText {
  return plain.length > mostCleaned.characters
    ? { ...rest, text: '', isTooLarge: true }
    : { ...rest, text: cleanPlain(plain) };
}

/** What goes in at a place: behind a title there is no second one, and whole paragraphs keep their distance. */
export function fitted(text: string, before: string, behind: string, hasTitle: boolean): string {
  const titled = hasTitle && before.trim() !== '' ? text.replaceAll(/^# /gm, '## ') : text;
  if (!titled.includes('\n')) {
    // A heading in the middle of a line is only words.
    return before === '' ? titled : titled.replace(/^#{1,6} /, '');
  }
  const isBlock = /^(?:#{1,6} |\||[-*+] |> |第.{1,12}条|（)/.test(titled);
  const lead = before.trim() !== '' && isBlock ? '\n\n' : '';
  const tail = behind.trim() !== '' && /\n[|>-][^\n]*$/.test(titled) ? '\n\n' : '';
  return lead + titled + tail;
}
