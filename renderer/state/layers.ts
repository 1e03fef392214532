/** What lies over the window, as a selector. */
export const layer = '[role="dialog"], [role="menu"]';

/** Whether a menu or a dialog is open: Escape then closes that, and nothing behind it. */
export const isLayerOpen = (): boolean => document.querySelector(layer) !== null;
