import { type TaskName, TASKS } from './tasks.js';
import { watchedBy } from './watchdog.js';

/**
 * The process that parses what others wrote: it gets bytes, gives data, and has nothing else: no environment, no database. It is
 * killed without ceremony when a file costs too much, and leaves when its parent does. Its arguments: the parent's id, and the
 * seconds of processor time that its lane gives a task.
 */
export interface Order {
  readonly name: TaskName;
  readonly order: unknown;
}

export type Word =
  | { readonly ready: true }
  | { readonly part: unknown }
  | { readonly answer: unknown }
  | { readonly fault: { readonly message: string; readonly code: unknown } };

const say = (word: Word): void => void process.send?.(word);

// A signal to the whole group, Ctrl-C or a service that stops, is for the parent: it ends what is being read first.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));
const [parent, seconds] = process.argv.slice(2).map(Number);
const begun = watchedBy(parent ?? 0, seconds ?? 0);

process.on('message', ({ name, order }: Order) => {
  const { run } = TASKS[name];
  const ended = begun();
  run(order as never, (part) => say({ part }))
    .then(
      (answer) => say({ answer }),
      (error: Error & { readonly code?: unknown }) =>
        say({ fault: { message: error.message, code: error.code } }),
    )
    .finally(ended);
});
say({ ready: true });
