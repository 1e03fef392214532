/**
 * Has GTK do without the graphics driver. On X11 the first program of a session that uses GTK loads the driver to
 * learn what it can do, and leaves the answer with the display for those that come later: tens of megabytes that stay,
 * though nothing here is drawn with them. A program that starts at login may well be that first one. To be called
 * before Electron is ready; what is returned is to be called then, or programs that are opened from here would do
 * without the driver as well.
 */
export function spareGraphicsDriver(environment: NodeJS.ProcessEnv): () => void {
  // GTK 3 and 4 read it once. What a person has set for a display that needs it is theirs.
  if (environment['GDK_GL'] !== undefined) return () => undefined;
  environment['GDK_GL'] = 'disable';
  return () => {
    delete environment['GDK_GL'];
  };
}
