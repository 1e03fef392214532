/** Milliseconds between two looks at the clock: "12 min ago" need not be truer than this. */
const tick = 10_000;

class Clock {
  /** The present, milliseconds UTC, as far as the screen cares. */
  now = $state(Date.now());

  constructor() {
    const look = (): void => {
      this.now = Date.now();
    };
    setInterval(look, tick);
    // Timers are slowed down in a hidden window; coming back must not show an old "1 min ago".
    document.addEventListener('visibilitychange', look);
  }
}

export const clock = new Clock();
