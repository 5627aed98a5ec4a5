// oxlint-disable-next-line import/default -- what is imported is the text of the file
import bundle from './page.ts?bundle';
import style from './page.css?bundle';
import packageStyle from '../package/page.css?bundle';
import textStyle from '../proof/page.css?bundle';
import { writeAnswerPage } from '../package/answer-page.ts';
import type { OpinionsData } from './opinions-data.ts';

/** A file that shows a copy and takes opinions without the app. */
export function writeOpinionsFile(data: OpinionsData): Promise<Uint8Array<ArrayBuffer>> {
  const styles = [textStyle, packageStyle, style];
  return writeAnswerPage({
    title: '征求意见 · Opinions asked for',
    sender: '对方',
    code: bundle,
    styles,
    data,
  });
}
