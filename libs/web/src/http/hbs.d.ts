declare module 'hbs' {
  /** The part of hbs that we use: an Express engine over a Handlebars of its own. */
  interface Hbs {
    create(): Hbs;
    readonly handlebars: typeof import('handlebars');
    readonly __express: (
      path: string,
      options: object,
      callback: (error: Error | null, html?: string) => void,
    ) => void;
    registerPartials(directory: string, done: (error?: Error) => void): void;
  }
  const hbs: Hbs;
  export default hbs;
}
