import type { Estate } from './estate.ts';

/** A signed-in request to the API, as the two generations answer it. */
export interface Call {
  url: URL;
  body: string;
  contentType: string | undefined;
  requestId: string;
  /** The scopes of the token it came with. */
  scopes: readonly string[];
  estate: Estate;
  /** Without a slash at its end. */
  baseUrl: string;
}
