/** A file with everything that it imports, as one script; a style sheet as it is. See the plugin in vite.config.ts. */
declare module '*?bundle' {
  const text: string;
  export default text;
}
