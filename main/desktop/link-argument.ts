/** The link among the arguments of a start, if there is one: Windows and Linux hand links over like that. */
export const linkOf = (args: readonly string[]): string | undefined =>
  args.find((argument) => argument.toLowerCase().startsWith('jobwatch:'));
