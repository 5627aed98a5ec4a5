const found: Record<string, string> = import.meta.glob('../../content/rules/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The rule texts of the sample office, which are also the templates. */
export const starterTexts: { path: string; text: string }[] = Object.entries(found).map(([path, text]) => ({
  path: path.slice(path.lastIndexOf('/') + 1),
  text,
}));
