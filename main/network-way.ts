import type { Authority, NetworkSettings, NetworkView } from '../shared/network.ts';
import { ServiceFailure } from './avepoint/failure.ts';
import type { Fetch } from './avepoint/http.ts';
import type { Log } from './monitor/log.ts';
import type { CredentialStore } from './store/credentials.ts';
import type { Settings } from './store/settings.ts';

/** The way to the service. */
export interface Network {
  fetch: Fetch;
  apply(settings: NetworkSettings, proxyPassword: string | null): Promise<void>;
  authorities(settings: NetworkSettings): Authority[];
}

export interface NetworkWayOptions {
  network: Network;
  settings: Settings;
  credentials: CredentialStore;
  /** From now on this is a secret, and never stands in the log. */
  hideSecret: (secret: string) => void;
  log: Log;
}

/** How the service is reached, as it is set: proxy and extra authorities. */
export interface NetworkWay {
  view(): NetworkView;
  /** Takes up what is kept; a locked keychain or a damaged file keeps nobody from trying without. */
  apply(): Promise<void>;
  /** Takes up other settings and keeps them; null for the password that is there. Throws ServiceFailure. */
  change(wished: NetworkSettings, proxyPassword: string | null): Promise<void>;
}

export function createNetworkWay(options: NetworkWayOptions): NetworkWay {
  const { network, settings, credentials } = options;

  const warn = (error: unknown): null => {
    if (!(error instanceof ServiceFailure)) throw error;
    options.log.warn('network', error.message);
    return null;
  };

  const apply = async (): Promise<void> => {
    const kept = settings.network;
    const password = await credentials.readProxyPassword(kept).catch(warn);
    if (password !== null) options.hideSecret(password);
    await network.apply(kept, password).catch((error: unknown) => {
      warn(error);
      return network.apply({ ...kept, extraCa: null }, password);
    });
  };

  return {
    view: () => {
      const kept = settings.network;
      return { ...kept, authorities: network.authorities(kept) };
    },
    apply,
    change: async (wished, proxyPassword) => {
      credentials.mayAsk();
      const password = proxyPassword ?? (await credentials.readProxyPassword(wished));
      if (password !== null) options.hideSecret(password);
      await network.apply(wished, password);
      try {
        if (password !== null) await credentials.saveProxyPassword(wished, password);
        settings.saveNetwork(wished);
      } catch (error) {
        await apply();
        throw error;
      }
      await credentials.keepOnly(settings.connection, wished);
    },
  };
}
