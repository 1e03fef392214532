/** An address below a base, each segment percent-encoded; a path that the base itself has is kept. */
export function below(base: string, ...segments: readonly string[]): URL {
  const url = new URL(base);
  const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  url.pathname = path + segments.map(encodeURIComponent).join('/');
  return url;
}
