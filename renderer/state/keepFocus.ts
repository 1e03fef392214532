import { layer } from './layers.ts';

const controls = [
  'a[href]',
  ...['button', 'input', 'select', 'textarea'].map((name) => `${name}:enabled`),
].join();

/** A group in which the focus is, and as which of its controls. */
interface Place {
  group: Element;
  index: number;
}

/** What has the focus, and the groups around it, the nearest first. */
interface Focused {
  control: Element;
  places: readonly Place[];
}

const controlsOf = (group: Element): HTMLElement[] => [...group.querySelectorAll<HTMLElement>(controls)];

function placesOf(control: Element, root: Element): Place[] {
  const places: Place[] = [];
  for (let group = control.parentElement; group !== null && group !== root; group = group.parentElement) {
    places.push({ group, index: controlsOf(group).findIndex((one) => one === control) });
  }
  return places;
}

/** Focuses what stands where the control was, or as near before it as possible; answers whether there was anything. */
function focusAt({ group, index }: Place): boolean {
  if (!group.isConnected) return false;
  return controlsOf(group)
    .slice(0, Math.max(index, 0) + 1)
    .reverse()
    .some((control) => {
      control.focus();
      // What is folded away takes no focus.
      return document.activeElement === control;
    });
}

function focusHeading(root: Element): void {
  const heading = root.querySelector('h1') ?? document.querySelector<HTMLElement>('main h1');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus();
}

/**
 * To be attached to a part whose controls go with what is done by them. Where the one that has the focus goes, what
 * takes its place in its group gets it, or else the heading of the view: the keyboard would begin anew at the window's
 * first control, and a screen reader say nothing.
 */
export function keepFocus(root: Element): () => void {
  let focused: Focused | null = null;

  const follow = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return;
    if (root.contains(target)) focused = { control: target, places: placesOf(target, root) };
    // A menu or a dialog gives the focus back to what opened it, which may be gone by then.
    else if (target.closest(layer) === null) focused = null;
  };
  // A click beside all controls takes the focus away, as it was meant to.
  const forget = (): void => {
    if (document.activeElement === document.body) focused = null;
  };
  const mend = (): void => {
    if (focused === null || focused.control.isConnected || document.activeElement !== document.body) return;
    const { places } = focused;
    focused = null;
    if (!places.some(focusAt)) focusHeading(root);
  };

  document.addEventListener('focusin', follow);
  document.addEventListener('click', forget, { capture: true });
  // Menus and dialogs are outside of the part.
  const observer = new MutationObserver(mend);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', follow);
    document.removeEventListener('click', forget, { capture: true });
    observer.disconnect();
  };
}
