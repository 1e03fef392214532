import type { Estate } from './estate.ts';
import { episodeGap, episodesFrom, episodeSteps, opening, pendingSteps } from './timeline-script.ts';
import type { Step } from './timeline-script.ts';

/** Plays the script on real time, from now until the returned function is called; keeps no process alive. */
export function playTimeline(estate: Estate, seed: number, now: () => number): () => void {
  const timers = new Set<NodeJS.Timeout>();
  const later = (seconds: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, seconds * 1000);
    timer.unref();
    timers.add(timer);
  };
  const play = (steps: readonly Step[]): void => {
    for (const step of steps) later(step.afterSeconds, () => takeStep(estate, step, now()));
  };
  const episode = (number: number): void => {
    if (estate.customers.length > 0) play(episodeSteps(seed, number, estate));
    later(episodeGap(seed, number), () => episode(number + 1));
  };
  play(opening);
  play(pendingSteps(seed, estate));
  later(episodesFrom, () => episode(0));
  return () => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  };
}

function takeStep(estate: Estate, step: Step, now: number): void {
  const { customers } = estate;
  const customer = customers[step.customer % Math.max(1, customers.length)];
  if (customer === undefined) return;
  const named = customer.jobs.filter((job) => step.name === undefined || job.name === step.name);
  // A customer without that module has another job in its place, so the demo works with any estate.
  const job = named.find((candidate) => candidate.kind.module === step.module) ?? customer.jobs[0];
  if (job === undefined) return;
  if (step.becomes !== 'Running') job.finish(step.becomes, step.counts ?? {}, now);
  else if (!job.running) job.start(now - (step.begunMinutesAgo ?? 0) * 60_000, now);
}
