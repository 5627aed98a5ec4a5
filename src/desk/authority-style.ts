/** Paper, ink and seal of the app, for the one page that stands outside it. */
export const authorityStyle = `
:root {
  color-scheme: light;
  --paper: #fbfaf6; --sunk: #f3f1ea; --ink: #1f2328; --line: #dedbd1;
  --seal: #9b1c1c; --on-seal: #ffffff; --link: #23527c; --focus: #1a1a1a;
}
@media (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --paper: #16171a; --sunk: #101113; --ink: #d8d6cf; --line: #34363b;
    --seal: #e58a80; --on-seal: #16171a; --link: #9cc3ea; --focus: #f4f2ea;
  }
}
html { background: var(--paper); color: var(--ink); line-height: 1.8; -webkit-text-size-adjust: 100%;
  font-family: 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; }
/* Quotation marks are as wide as a character in a Chinese font. */
:lang(en) { font-family: -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif; }
body { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
main + main { margin-block-start: 3rem; border-block-start: 1px solid var(--line); padding-block-start: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.4; }
h2 { font-size: 1.125rem; margin: 2rem 0 0.25rem; }
p { margin: 0.5rem 0; }
ol { margin: 0; padding-inline-start: 1.75rem; }
nav { display: flex; gap: 1rem; justify-content: flex-end; }
a { color: var(--link); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.button { display: inline-block; padding: 0.6rem 1.25rem; border-radius: 6px; background: var(--seal);
  color: var(--on-seal); text-decoration: none; }
.fingerprint { padding: 0.75rem 1rem; background: var(--sunk); border-radius: 6px; 
  font-family: ui-monospace, Consolas, monospace; letter-spacing: 0.02em; }
`;
