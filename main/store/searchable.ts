/**
 * A text as it is looked for and sorted by: in lower case, without accents, and with wide and narrow forms of a letter
 * as the same one (Unicode's NFKD). What is typed and what is stored go through it alike.
 */
export const searchable = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
