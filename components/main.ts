import { App } from '../src/app/app.ts';
import { watchForUpdate } from '../src/app/app-update.ts';
import { canChooseFolder } from '../src/app/can-choose-folder.ts';
import { connectEngine } from '../src/app/connect-engine.ts';
import { openSettings } from '../src/app/reading-settings.ts';
import { wakeEngine } from '../src/app/wake-engine.ts';
import { GjApp } from './shell/gj-app.ts';
import { fetchWords, languageOf } from './words.ts';
import './style/tokens.css';
import './style/base.css';
import './style/shell.css';
import './style/library.css';
import './style/reading.css';
import './style/office.css';
import './style/waiting.css';
import './style/circulating.css';
import './style/print.css';

/** `?base=sample` opens the sample office; everything else is the office's own base. */
const base = new URLSearchParams(location.search).get('base') === 'sample' ? 'sample' : 'main';
const settings = openSettings(localStorage);
const app = new App(base, connectEngine(base), settings, watchForUpdate());
const language = languageOf(settings.now);
// A page in the other language says more than one without words.
await fetchWords(language).catch(() => fetchWords(language === 'zh' ? 'en' : 'zh'));
document.body.prepend(new GjApp(app));
wakeEngine(app);
// Bundles for a folder that are due are written by themselves, but nothing that somebody looks at waits for that.
if (canChooseFolder()) setTimeout(() => void app.bundleFolder().catch(() => undefined), 5000);
