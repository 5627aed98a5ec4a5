// oxlint-disable-next-line import/default -- what is imported is the text of the file
import bundle from './page.ts?bundle';
import style from './page.css?bundle';
import textStyle from '../proof/page.css?bundle';
import { writeAnswerPage } from './answer-page.ts';
import type { PackageData } from './package-data.ts';

/** A read-and-sign package, which shows texts and takes an answer without the app. */
export function writePackage(data: PackageData): Promise<Uint8Array<ArrayBuffer>> {
  const styles = [textStyle, style];
  return writeAnswerPage({ title: '签阅 · Read and confirm', sender: '联络员', code: bundle, styles, data });
}
