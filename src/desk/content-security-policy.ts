/**
 * What pages of this app may do: run our own files and compile our own WebAssembly; nothing inline, nothing
 * from elsewhere. The same words stand in index.html for servers that send no headers.
 *
 * `'self'` covers the desk's WebSocket, which has the page's own host and port (CSP 3, section 6.7.2.8); naming its
 * address here would not help an older browser, since index.html cannot name it and both have to allow it.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
