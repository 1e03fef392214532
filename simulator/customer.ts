import type { SimulatedJob } from './job.ts';
import type { Organization } from './names.ts';

/** One customer; the jobs are made when they are first asked for, so that a large estate starts at once. */
export class SimulatedCustomer {
  readonly id: string;
  readonly organization: string;
  readonly ownerEmail: string;
  readonly countryOrRegion: string;
  /** Sent after the jobs' rows: for a test, anything, also what is no row. */
  readonly extraRows: unknown[] = [];
  private made: readonly SimulatedJob[] | null = null;
  private readonly make: () => readonly SimulatedJob[];

  constructor(id: string, organization: Organization, make: (id: string) => readonly SimulatedJob[]) {
    this.id = id;
    this.organization = organization.name;
    this.ownerEmail = organization.ownerEmail;
    this.countryOrRegion = organization.country;
    this.make = () => make(id);
  }

  get jobs(): readonly SimulatedJob[] {
    this.made ??= this.make();
    return this.made;
  }

  /** The one word the customer list has for all jobs, in Modern's text and v3's number. */
  get jobStatus(): { text: string; number: number } {
    const statuses = new Set(this.jobs.map((job) => job.row['status']));
    if (statuses.has('Failed')) return { text: 'Failed', number: 2 };
    if (statuses.has('Finished with Exception')) return { text: 'Finished with exception', number: 5 };
    return { text: 'Working', number: 1 };
  }

  /** The job of a module, and of a name where it is given; the first of them. Throws where there is none. */
  job(module: string, name?: string): SimulatedJob {
    const found = this.jobs.find(
      (job) => job.kind.module === module && (name === undefined || job.name === name),
    );
    if (found === undefined) throw new Error(`${this.organization} has no job ${module} ${name ?? ''}`);
    return found;
  }
}
