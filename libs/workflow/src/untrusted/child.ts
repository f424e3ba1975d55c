import { type TaskName, TASKS } from './tasks.js';

/**
 * The process that parses what others wrote: it gets bytes, gives data, and has nothing else: no environment, no database. It is
 * killed without ceremony when a file costs too much, and leaves when its parent does.
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
process.on('message', ({ name, order }: Order) => {
  const { run } = TASKS[name];
  run(order as never, (part) => say({ part })).then(
    (answer) => say({ answer }),
    (error: Error & { readonly code?: unknown }) =>
      say({ fault: { message: error.message, code: error.code } }),
  );
});
say({ ready: true });
