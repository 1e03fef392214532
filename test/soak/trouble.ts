import type { Fault, FaultTarget, Simulator } from '../../simulator/index.ts';
import { random } from '../../simulator/random.ts';
import type { Desktop } from '../desktop/session.ts';

const ends = ['Finished', 'Finished', 'Finished', 'Finished with Exception', 'Skipped', 'Failed'];

/** What a service does on bad days; each is over after some requests. */
const faults: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, retryAfter: 1 },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 403, body: 'avepoint' },
  { kind: 'delay', milliseconds: 800 },
  { kind: 'cutOff' },
  { kind: 'reset' },
  { kind: 'html' },
  { kind: 'invalidJson' },
];
const targets: readonly FaultTarget[] = ['all', 'token', 'customers', 'jobs'];

/** Lets jobs run and end, and everything around the program fail now and then, the same each time for the same seed. */
export class Trouble {
  /** How many runs have ended. */
  ended = 0;
  readonly #simulator: Simulator;
  readonly #desktop: Desktop;
  readonly #random;
  readonly #jobs;
  #isDaemonAway = false;

  constructor(simulator: Simulator, desktop: Desktop, seed: number) {
    this.#simulator = simulator;
    this.#desktop = desktop;
    this.#random = random(seed, 'soak');
    this.#jobs = simulator.estate.jobs();
  }

  /** One second of it. */
  async step(): Promise<void> {
    const { chance, int, pick } = this.#random;
    for (let count = int(0, 8); count > 0; count -= 1) {
      const job = pick(this.#jobs);
      if (!job.running && chance(0.3)) this.#simulator.startRun(job);
      else {
        this.#simulator.finishRun(job, pick(ends), { total: 1000, failed: 3 });
        this.ended += 1;
      }
    }
    // Most are over after a request or three. Eight in a row close the way to the host: enough of these to see it
    // happen, and not so many that hardly anybody is asked.
    const times = chance(0.1) ? int(8, 20) : int(1, 3);
    if (chance(0.1)) this.#simulator.faults.add(pick(targets), { ...pick(faults), times });
    if (chance(0.02)) this.#simulator.revokeTokens();
    if (chance(0.02)) {
      this.#isDaemonAway = !this.#isDaemonAway;
      await (this.#isDaemonAway
        ? this.#desktop.notifications.vanish()
        : this.#desktop.notifications.appear());
    }
    if (chance(0.01)) await this.#desktop.keyring.turn(chance(0.5));
  }
}
