import { messageOf } from '../shared/message-of.ts';
import type { Fetch } from './avepoint/http.ts';

/** A fetch that tells of every request: its method, its address without the query, the status and the time it took. */
export function loggedFetch(fetch: Fetch, tell: (text: string) => void): Fetch {
  return async (url, init) => {
    const { origin, pathname } = new URL(url);
    const what = `${init.method ?? 'GET'} ${origin}${pathname}`;
    const began = performance.now();
    const took = (): string => `after ${Math.round(performance.now() - began)} ms`;
    try {
      const answer = await fetch(url, init);
      tell(`${what}: ${answer.status} ${took()}`);
      return answer;
    } catch (error) {
      tell(`${what}: ${messageOf(error)} ${took()}`);
      throw error;
    }
  };
}
