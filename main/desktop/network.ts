import { session } from 'electron';
import type { Fetch } from '../avepoint/http.ts';

/**
 * The fetch of a session of its own, in memory alone: the proxy and the trust store of the system count, cookies and
 * a cache do not exist. Only to be called once the app is ready.
 */
export function createServiceFetch(): Fetch {
  const service = session.fromPartition('service', { cache: false });
  return (url, init) => service.fetch(url, init);
}
