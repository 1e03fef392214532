import type { AlertRow } from '../../shared/alert.ts';

class InView {
  /** The alert that a person sees at the moment and may act upon by a key; null where there is none. */
  alert = $state.raw<AlertRow | null>(null);

  /** Takes note of it for as long as it is shown; returns what ends that. */
  show(alert: AlertRow | null): () => void {
    this.alert = alert;
    return () => {
      if (this.alert === alert) this.alert = null;
    };
  }
}

export const inView = new InView();
