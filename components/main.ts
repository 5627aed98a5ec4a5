import { App } from '../src/app/app.ts';
import { watchForUpdate } from '../src/app/app-update.ts';
import { canChooseFolder } from '../src/app/can-choose-folder.ts';
import { connectEngine } from '../src/app/connect-engine.ts';
import { openSettings } from '../src/app/reading-settings.ts';
import { wakeEngine } from '../src/app/wake-engine.ts';
import { GjApp } from './shell/gj-app.ts';
import './style/tokens.css';
import './style/base.css';
import './style/shell.css';
import './style/library.css';
import './style/reading.css';
import './style/office.css';
import './style/waiting.css';
import './style/circulating.css';
import './style/connect.css';
import './style/print.css';

/** `?base=sample` opens the sample office; everything else is the office's own base. */
const base = new URLSearchParams(location.search).get('base') === 'sample' ? 'sample' : 'main';
const app = new App(base, connectEngine(base), openSettings(localStorage), watchForUpdate());
document.body.prepend(new GjApp(app));
wakeEngine(app);
// Bundles for a folder that are due are written by themselves, but nothing that somebody looks at waits for that.
if (canChooseFolder()) setTimeout(() => void app.bundleFolder().catch(() => undefined), 5000);
