/** Where lines for the log go. A line never holds a secret or a token. */
export interface Log {
  info(scope: string, text: string): void;
  warn(scope: string, text: string): void;
  error(scope: string, text: string): void;
}
