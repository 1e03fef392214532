import { SimulatedCustomer } from './customer.ts';
import { customerId, jobsOf } from './plan.ts';
import { organizations } from './names.ts';
import type { SimulatedJob } from './job.ts';

interface EstateOptions {
  seed: number;
  customers: number;
  /** The same number for everyone; 6 to 12 each where it is not given. */
  jobsPerCustomer: number | undefined;
  now: () => number;
}

/** All customers and their jobs: the same for the same seed and clock. */
export class Estate {
  private readonly byId = new Map<string, SimulatedCustomer>();
  private readonly seed: number;
  private readonly jobsPerCustomer: number | undefined;
  private readonly began: number;
  private readonly organization: ReturnType<typeof organizations>;
  private made = 0;

  constructor(options: EstateOptions) {
    this.seed = options.seed;
    this.jobsPerCustomer = options.jobsPerCustomer;
    this.began = options.now();
    this.organization = organizations(options.seed);
    for (let index = 0; index < options.customers; index += 1) this.addCustomer();
  }

  get customers(): readonly SimulatedCustomer[] {
    return [...this.byId.values()];
  }

  find(id: string): SimulatedCustomer | undefined {
    return this.byId.get(id);
  }

  /** The customer at a place of the list; throws where the list is shorter. */
  at(index: number): SimulatedCustomer {
    const customer = this.customers[index];
    if (customer === undefined) throw new RangeError(`no customer ${index}`);
    return customer;
  }

  /** Every job of every customer; makes them all. */
  jobs(): readonly SimulatedJob[] {
    return this.customers.flatMap((customer) => customer.jobs);
  }

  /** One customer more, at the end of the list; with an id of its own where one is given. */
  addCustomer(id?: string): SimulatedCustomer {
    const index = this.made;
    this.made += 1;
    const customer = new SimulatedCustomer(
      id ?? customerId(this.seed, index),
      this.organization(index),
      (own) => jobsOf(own, this.seed, index, this.jobsPerCustomer, this.began),
    );
    this.byId.set(customer.id, customer);
    return customer;
  }

  /** Takes a customer off the list; its own paths answer 404 from then on. */
  removeCustomer(id: string): void {
    this.byId.delete(id);
  }
}
