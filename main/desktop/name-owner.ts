/**
 * Whoever has a name on a bus, from two sources: the answer to the first question, and the changes. A change
 * that arrives together with the answer is heard before it and is the newer of the two, so that an answer after
 * a change counts no more.
 */
export function newestOwner(listener: (owner: string | null) => void): {
  changed: (owner: string | null) => void;
  answered: (owner: string | null) => void;
} {
  let hasChanged = false;
  return {
    changed: (owner) => {
      hasChanged = true;
      listener(owner);
    },
    answered: (owner) => {
      if (!hasChanged) listener(owner);
    },
  };
}
