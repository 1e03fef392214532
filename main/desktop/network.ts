import { X509Certificate } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { session } from 'electron';
import type { Certificate, ProxyConfig, Session } from 'electron';
import { messageOf } from '../../shared/message-of.ts';
import type { Authority, NetworkSettings } from '../../shared/network.ts';
import { systemClock } from '../avepoint/clock.ts';
import type { Fetch } from '../avepoint/http.ts';
import type { Log } from '../monitor/log.ts';
import {
  endNetworkProcess,
  networkProcess,
  untilReached,
  whenNetworkProcessGone,
} from './network-process.ts';
import { createRenewal } from './renewal.ts';
import { createSessionFetch } from './session-fetch.ts';
import type { SignIn } from './session-fetch.ts';
import type { isTrusted } from './trust.ts';
import { readAuthorities } from './authorities.ts';

/** The way to the service. */
export interface ServiceNetwork {
  fetch: Fetch;
  /**
   * Takes up settings without a restart: requests from now on go the new way. Throws ServiceFailure (`invalidInput`)
   * where the extra authorities cannot be read, and changes nothing then.
   */
  apply(settings: NetworkSettings, proxyPassword: string | null): Promise<void>;
  /**
   * Leads another session, which somebody else makes requests over, the same way; returns what to answer a proxy that
   * asks for a sign-in.
   */
  lead(other: Session): Promise<SignIn | null>;
  /** Does what may not be cut off by a renewal of what speaks to the network. */
  uninterrupted<T>(work: () => Promise<T>): Promise<T>;
  /** Whose the extra authorities are; none where they cannot be read. */
  authorities(settings: NetworkSettings): Authority[];
}

/**
 * In a day of a hundred customers there are some thirty thousand; where another process makes them, each costs a few
 * hundred bytes until then.
 */
const manyRequests = 50_000;

type VerifyProcedure = NonNullable<Parameters<Session['setCertificateVerifyProc']>[0]>;

/** The one verdict of Chromium that an extra authority can change. */
const authorityInvalid = -202;
/**
 * The same, as a request fails with it. Of several first connections at once some fail so without anybody having been
 * asked: Chromium knows its own verdict by then, and the other answer is still under way to the first of them
 * (docs/decisions/network-process.md). A moment later that answer counts for all.
 */
const distrust = 'ERR_CERT_AUTHORITY_INVALID';
/** How long that moment is. */
const answerMs = 20;
/** One that is begun again before the answer was given can fail once more. */
const mostTries = 3;
/** The answers of a verify procedure: trusted, and whatever Chromium said. */
const trusted = 0;
const asChromiumSaid = -3;

/**
 * Sessions of their own, in memory alone: cookies and a cache do not exist; at first the proxy and the trust store of
 * the system count. Only to be called once the app is ready.
 */
export function createServiceNetwork(log: Log, renewAfter = manyRequests): ServiceNetwork {
  const renewal = createRenewal({
    after: renewAfter,
    isNeeded: () => networkProcess() !== undefined,
    renew: async () => {
      await endNetworkProcess();
      await restored;
      log.info('network', `renewed after ${renewAfter} requests`);
    },
    clock: systemClock,
    log,
  });
  let count = 0;
  // A session remembers which certificates it believed, which connections it has and how it signed in to a proxy, and
  // does not forget all of it when asked to. A new one knows nothing.
  const newSession = (): Session => {
    const made = session.fromPartition(`service-${(count += 1)}`, { cache: false });
    // Or it would fetch dictionaries from the makers of Chromium.
    made.setSpellCheckerLanguages([]);
    return made;
  };
  let service = newSession();
  const fetchOver = (made: Session, answer: SignIn | null): Fetch =>
    createSessionFetch({ session: made, signIn: () => answer, begin: renewal.begin });
  let fetch = fetchOver(service, null);
  let led: { config: ProxyConfig; verify: VerifyProcedure | null; signIn: SignIn | null } = {
    config: { mode: 'system' },
    verify: null,
    signIn: null,
  };
  const lead = async (made: Session): Promise<void> => {
    await made.setProxy(led.config);
    made.setCertificateVerifyProc(led.verify);
  };
  let restored = Promise.resolve();
  // The next process has forgotten whom to ask about certificates.
  whenNetworkProcessGone(() => {
    restored = untilReached(service)
      .then(() => lead(service))
      .catch((error: unknown) => {
        log.warn('network', messageOf(error));
      });
  });
  return {
    fetch: async (url, init) => {
      for (let tries = 1; ; tries += 1) {
        await restored;
        try {
          return await fetch(url, init);
        } catch (error) {
          const isOfDistrust = led.verify !== null && messageOf(error).includes(distrust);
          if (!isOfDistrust || tries === mostTries) throw error;
          await wait(answerMs);
        }
      }
    },
    apply: async ({ proxy, extraCa }, proxyPassword) => {
      const authorities = authoritiesOf(extraCa);
      const next = newSession();
      const hasSignIn = proxy.mode === 'manual' && proxy.userName !== '';
      const signIn = hasSignIn ? { userName: proxy.userName, password: proxyPassword ?? '' } : null;
      led = {
        config: proxyConfig(proxy),
        verify: await verifierFor(authorities),
        signIn,
      };
      await lead(next);
      const former = service;
      service = next;
      fetch = fetchOver(next, signIn);
      await former.closeAllConnections();
    },
    lead: async (other) => {
      other.setSpellCheckerLanguages([]);
      await lead(other);
      return led.signIn;
    },
    uninterrupted: async (work) => {
      const ended = await renewal.begin();
      try {
        return await work();
      } finally {
        ended();
      }
    },
    authorities: ({ extraCa }) => {
      try {
        return authoritiesOf(extraCa).map(describe);
      } catch {
        return [];
      }
    },
  };
}

const authoritiesOf = (pem: string | null): X509Certificate[] => (pem === null ? [] : readAuthorities(pem));

/** The common name, or whatever else the certificate names, on one line. */
function describe({ subject, validToDate }: X509Certificate): Authority {
  const name = /^CN=(.+)$/m.exec(subject)?.[1] ?? subject.split('\n').join(', ');
  return { name, validUntil: validToDate.getTime() };
}

/** Few have one, and what judges by it brings a library with it. */
async function verifierFor(authorities: readonly X509Certificate[]): Promise<VerifyProcedure | null> {
  if (authorities.length === 0) return null;
  const trust = await import('./trust.ts');
  return believing(authorities, trust.isTrusted);
}

/** Chromium's verdict counts, but for servers of these authorities. */
function believing(authorities: readonly X509Certificate[], judge: typeof isTrusted): VerifyProcedure {
  return ({ hostname, certificate, errorCode }, answer) => {
    const isBelieved =
      errorCode === authorityInvalid && judge(chainOf(certificate), hostname, authorities, Date.now());
    answer(isBelieved ? trusted : asChromiumSaid);
  };
}

function proxyConfig(proxy: NetworkSettings['proxy']): ProxyConfig {
  if (proxy.mode === 'system') return { mode: 'system' };
  if (proxy.mode === 'none') return { mode: 'direct' };
  // Chromium leaves this computer's own addresses out unless told otherwise; here the person's list alone decides.
  const bypass = ['<-loopback>', ...proxy.bypass.split(/[\s,;]+/).filter((host) => host !== '')];
  return { mode: 'fixed_servers', proxyRules: proxy.server, proxyBypassRules: bypass.join(',') };
}

const longestChain = 10;

/** The types promise an issuer to everybody; the last of a chain has none. */
const issuerOf = (certificate: Certificate): Certificate | null | undefined => certificate.issuerCert;

/** The certificates that the server sent, its own first; what Node cannot read ends them. */
function chainOf(certificate: Certificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next: Certificate | null | undefined = certificate;
  try {
    while (next && chain.length < longestChain) {
      chain.push(new X509Certificate(next.data));
      next = issuerOf(next);
    }
  } catch {
    // A certificate that cannot be read vouches for nobody.
  }
  return chain;
}
