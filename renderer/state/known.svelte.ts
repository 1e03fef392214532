import { bridge } from './bridge.ts';

/** The names that rules are written with: of services and modules that have been seen, and of customers by ID. */
class Known {
  services = $state.raw<readonly string[]>([]);
  modules = $state.raw<readonly string[]>([]);
  customers = $state.raw<ReadonlyMap<string, string>>(new Map());

  /** Asks for the names of these customers, and for what services and modules there are. */
  async load(ids: readonly string[]): Promise<void> {
    const answer = await bridge.listCustomers({ text: '', ids: ids.slice(0, 2000), offset: 0, limit: 2000 });
    if (!answer.ok) return;
    const { rows, modules } = answer.value;
    this.services = [...new Set(modules.map(({ service }) => service))].toSorted();
    this.modules = [...new Set(modules.map(({ module }) => module))].toSorted();
    this.customers = new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** What a rule is about, by name; a customer that is no longer known stays its ID. */
  nameOf(kind: string, value: string): string {
    return kind === 'customer' ? (this.customers.get(value) ?? value) : value;
  }
}

export const known = new Known();
