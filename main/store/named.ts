import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** The values of a statement by their names. */
export type NamedValues = Readonly<Record<string, SQLInputValue>>;

/** A statement that takes its values by name. */
export interface NamedStatement {
  run(values: NamedValues): ReturnType<StatementSync['run']>;
  get(values: NamedValues): ReturnType<StatementSync['get']>;
}

/**
 * Compiles a statement with values `:by_name`. They are bound by their place: by name, node:sqlite takes three times as
 * long (Node 24; 27 values in 26 instead of 9 µs, which is more than SQLite itself takes for the row).
 */
export function prepareNamed(database: DatabaseSync, sql: string): NamedStatement {
  const names: string[] = [];
  const statement = database.prepare(
    sql.replaceAll(/:(\w+)/g, (_match, name: string) => {
      names.push(name);
      return '?';
    }),
  );
  const placed = (values: NamedValues): SQLInputValue[] =>
    names.map((name) => {
      const value = values[name];
      if (value === undefined) throw new TypeError(`There is no value for ${name}.`);
      return value;
    });
  return {
    run: (values) => statement.run(...placed(values)),
    get: (values) => statement.get(...placed(values)),
  };
}
