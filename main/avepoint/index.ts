import type { Connection } from '../../shared/connection.ts';
import type { ObjectReport } from '../../shared/report.ts';
import { createLife } from './abort.ts';
import type { Clock } from './clock.ts';
import type { Credential } from './credential.ts';
import { createAutomaticSource } from './generation.ts';
import type { Generation } from './generation.ts';
import { createSend } from './http.ts';
import type { Fetch } from './http.ts';
import { createModernSource, modernScopes } from './modern.ts';
import { createPace } from './pace.ts';
import type { Load } from './pace.ts';
import { readReport } from './report.ts';
import { createAsk } from './service.ts';
import type { Ask } from './service.ts';
import type { JobSource } from './source.ts';
import type { ExceptionOutcome } from './status.ts';
import { requestToken } from './token-request.ts';
import { createTokens, withSubstitute } from './tokens.ts';
import type { Tokens } from './tokens.ts';
import { createUnknowns } from './unknowns.ts';
import type { Unknown, UnknownKind } from './unknowns.ts';
import { createV3Source, v3Scopes } from './v3.ts';

/** A connected client: where jobs come from, and the wish to ask again at once. */
export interface Client {
  source: JobSource;
  /** Which generation of the API is used; null as long as Automatic has not found out. */
  readonly generation: Generation | null;
  /** Which objects of a run need a look; null where the service has no report of it. Throws ServiceFailure. */
  readReport(run: { customerId: string; runId: string }, signal: AbortSignal): Promise<ObjectReport | null>;
  /** Texts that nobody knows, and how often they came. */
  unknowns(): Unknown[];
  /** Forgets refusals and pauses of our own making; for a technician who asks by hand, or a network that is back. */
  retry(): void;
  /** Ends every request under way, for a computer that goes to sleep; the client stays usable. */
  interrupt(): void;
  /** Ends every request under way, and later ones at once. */
  close(): void;
}

export interface ClientOptions {
  connection: Pick<Connection, 'clientId' | 'tokenUrl' | 'apiBaseUrl'>;
  credential: Credential;
  /** `automatic` asks Modern first and falls to v3. */
  generation?: Generation | 'automatic';
  /** What "Finished with Exception" counts as. */
  exception?: ExceptionOutcome;
  load?: Load;
  fetch: Fetch;
  clock: Clock;
  /** Called with the lifetime in seconds after each sign-in. */
  onToken?: (lifetimeSeconds: number) => void;
  /** Called when Automatic has found out which generation answers. */
  onGeneration?: (generation: Generation) => void;
  /** Called once for each text of a row that nobody knows. */
  onUnknown?: (kind: UnknownKind, text: string) => void;
}

const requestTimeoutMs = 30_000;
const defaultLoad: Load = { parallel: 4, perSecond: 5 };

/** Joins the parts of the client for one connection. */
export function createClient(options: ClientOptions): Client {
  const { connection, credential, fetch, clock, exception = 'warning', load = defaultLoad } = options;
  const { clientId, tokenUrl, apiBaseUrl } = connection;
  const life = createLife();
  const send = createSend({ fetch, timeoutMs: requestTimeoutMs });
  const pace = createPace({ clock, load, random: Math.random });
  const unknowns = createUnknowns(options.onUnknown ?? (() => undefined));
  const allTokens: Tokens[] = [];

  const tokensFor = (scope: string): Tokens => {
    const signIn = { send, tokenUrl, clientId, credential, clock };
    const tokens = createTokens({
      request: (signal) => requestToken(signIn, scope, signal),
      clock,
      life,
      onToken: options.onToken ?? (() => undefined),
    });
    allTokens.push(tokens);
    return tokens;
  };
  const askWith = (scopes: { customers: string; jobs: string }): Ask => {
    const customers = tokensFor(`${scopes.customers} ${scopes.jobs}`);
    const jobs = withSubstitute(customers, tokensFor(scopes.jobs));
    return createAsk({ send, tokens: { customers, jobs, report: jobs }, pace, life });
  };

  const askV3 = askWith(v3Scopes);
  const reader = { exception, unknowns };
  const sources = {
    modern: createModernSource(askWith(modernScopes), apiBaseUrl, reader),
    v3: createV3Source(askV3, apiBaseUrl, reader),
  };
  const chosen = options.generation ?? 'automatic';
  const automatic = createAutomaticSource(sources, options.onGeneration ?? (() => undefined));
  return {
    source: chosen === 'automatic' ? automatic : sources[chosen],
    get generation() {
      return chosen === 'automatic' ? automatic.generation : chosen;
    },
    readReport: (run, signal) => readReport(askV3, apiBaseUrl, run, signal),
    unknowns: unknowns.list,
    retry: () => {
      for (const tokens of allTokens) tokens.retry();
      pace.retry();
    },
    interrupt: life.interrupt,
    close: life.close,
  };
}
