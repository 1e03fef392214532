/** Whether a menu or a dialog is open: Escape then closes that, and nothing behind it. */
export const isLayerOpen = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;
