import { random } from '../../simulator/random.ts';
import type { SimulatedJob, Simulator } from '../../simulator/index.ts';
import type { Life } from './life.ts';

/** What a person has to be told of a run, by the default policy. */
type Due = 'failure' | 'recovery' | null;

/** A run that ended, as the simulator knows it. */
export interface Ended {
  job: SimulatedJob;
  runId: string;
  failed: boolean;
  /** The number of objects: of each run another, so that a notification that names it names the run. */
  total: number;
  due: Due;
}

interface Course {
  job: SimulatedJob;
  /** When its row last changed, UTC ms. */
  changedAt: number;
  /** The row is an end that the program has not yet said to have stored. */
  unseen: boolean;
  /** Its last run that said anything failed; and somebody was told of that. */
  failing: boolean;
  told: boolean;
}

const good = ['Finished', 'Finished', 'Finished', 'Finished with Exception'];
const bad = ['Failed', 'Failed', 'Failed to start', 'Rejected'];

/**
 * Lets the jobs of the simulator run, fail and recover without a pause. The service shows the latest run alone, so a
 * job goes on only after the program has said that it stored what came of a poll that showed it.
 */
export class Load {
  readonly ended: Ended[] = [];
  readonly #simulator: Simulator;
  readonly #courses: Course[];
  readonly #random: ReturnType<typeof random>;
  readonly #answers = new WeakMap<Life, Map<string, number>>();

  constructor(simulator: Simulator, seed: number) {
    this.#simulator = simulator;
    this.#random = random(seed, 'load');
    const names = simulator.estate.customers.map(({ organization }) => organization);
    if (new Set(names).size < names.length) throw new Error('Two customers have one name in the log.');
    this.#courses = simulator.estate.jobs().map((job) => ({
      job,
      changedAt: Date.now(),
      unseen: true,
      failing: job.row['status'] === 'Failed',
      told: false,
    }));
  }

  /** The customers of which the program has not yet seen everything. */
  get unseen(): Set<string> {
    return new Set(this.#courses.filter(({ unseen }) => unseen).map(({ job }) => job.customerId));
  }

  /** Lets something happen to one job that may go on. */
  step(): void {
    const free = this.#courses.filter(({ unseen }) => !unseen);
    if (free.length === 0) return;
    const course = this.#random.pick(free);
    course.changedAt = Date.now();
    if (!course.job.running && this.#random.chance(0.3)) this.#simulator.startRun(course.job);
    else if (this.#random.chance(0.08)) this.#end(course, 'Skipped');
    else if (this.#random.chance(course.failing ? 0.3 : 0.7)) this.#end(course, this.#random.pick(bad));
    else this.#end(course, this.#random.pick(good));
  }

  /** Takes note of what the program says in its log: `poll: CUSTOMER, N jobs` comes when all of it is stored, of
   * what brought nothing new as a detail. */
  hear(life: Life, line: string): void {
    const name = / (?:info|debug) poll: (.*), \d+ jobs$/.exec(line)?.[1];
    const customer = this.#simulator.estate.customers.find(({ organization }) => organization === name);
    if (customer === undefined) return;
    const counts = this.#answers.get(life) ?? new Map<string, number>();
    this.#answers.set(life, counts);
    const nth = counts.get(customer.id) ?? 0;
    counts.set(customer.id, nth + 1);
    const asked = this.#simulator.requests.filter(
      ({ path, status, time }) =>
        status === 200 && time >= life.startedAt && path.endsWith(`/${customer.id}/jobs`),
    )[nth];
    if (asked === undefined) throw new Error(`The program stored an answer for ${name} that it never got.`);
    for (const course of this.#courses) {
      if (course.job.customerId === customer.id && course.changedAt < asked.time) course.unseen = false;
    }
  }

  #end(course: Course, status: string): void {
    const { job } = course;
    const failed = bad.includes(status);
    const total = 100_000 + this.ended.length;
    const runId = this.#simulator.finishRun(job, status, { total, failed: failed ? 1 + (total % 90) : 0 });
    course.unseen = true;
    let due: Due = null;
    if (failed) {
      due = course.failing && course.told ? null : 'failure';
      [course.failing, course.told] = [true, true];
    } else if (status !== 'Skipped') {
      due = course.failing && course.told ? 'recovery' : null;
      [course.failing, course.told] = [false, false];
    }
    this.ended.push({ job, runId, failed, total, due });
  }
}
